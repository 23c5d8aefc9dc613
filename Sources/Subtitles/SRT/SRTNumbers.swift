import Texts

/// The numbers of a SubRip file's cues, told from numbers that are said.
///
/// A number right above its times, or any that is one more than the last, is a cue's where the file
/// numbers its cues; the only text of a cue is a number only where it is the expected one.
struct SRTNumbers {
    /// A number that may be a cue's.
    struct Candidate {
        /// The line on which it stands.
        let line: Int
        let value: Int
        /// Its digits as they are written.
        let digits: String
        /// Whether it is written as digits and nothing else.
        let isPlain: Bool
        /// Whether it stands right above the times.
        let isAdjacent: Bool
        /// Whether a blank line or nothing stands above it.
        let followsBlank: Bool
        /// Whether the cue before has no other text.
        let isWholeText: Bool
    }

    private let lines: [Substring]
    /// For each line of times, the line and the digits of its number; nil without one.
    private(set) var found: [Candidate?] = []
    /// Whether half of the cues are numbered at least.
    private(set) var areUsual = false

    /// The numbers above the lines of times at these indices.
    init(lines: [Substring], marks: [Int]) {
        self.lines = lines
        let candidates = marks.indices.map { place in
            candidate(above: marks[place], after: place > 0 ? marks[place - 1] : nil)
        }
        var count = 0
        for (place, candidate) in candidates.enumerated() {
            guard let candidate else { continue }
            let last = place > 0 ? candidates[place - 1]?.value : nil
            let isClear = candidate.isAdjacent && !candidate.isWholeText
            if isClear || last.map({ $0 + 1 == candidate.value }) ?? false { count += 1 }
        }
        areUsual = count * 2 >= marks.count
        var last: Int?
        for (place, candidate) in candidates.enumerated() {
            let number = candidate.flatMap { holds($0, isFirst: place == 0, last: last) ? $0 : nil }
            found.append(number)
            last = number?.value
        }
    }

    private func holds(_ candidate: Candidate, isFirst: Bool, last: Int?) -> Bool {
        if isFirst { return true }
        if areUsual, let last, candidate.value == last + 1 { return true }
        guard candidate.isPlain, candidate.isAdjacent else { return false }
        if candidate.isWholeText { return areUsual && candidate.followsBlank }
        return areUsual || candidate.followsBlank
    }

    /// The nearest line above one of times that holds anything, if that is a number.
    private func candidate(above mark: Int, after lastMark: Int?) -> Candidate? {
        let first = lastMark.map { $0 + 1 } ?? 0
        guard let line = lines[first..<max(first, mark)].lastIndex(where: { !$0.isBlankOrNUL }),
            let (digits, isPlain) = SRTNumbers.digits(of: lines[line]), let value = Int(digits)
        else { return nil }
        let above = lines[first..<line]
        return Candidate(
            line: line, value: value, digits: digits, isPlain: isPlain,
            isAdjacent: line + 1 == mark,
            followsBlank: above.last?.isBlankOrNUL ?? (lastMark == nil),
            isWholeText: lastMark != nil && above.allSatisfy(\.isBlankOrNUL))
    }

    /// The digits of a line that holds a number and nothing else but the marks of a list.
    static func digits(of line: Substring) -> (digits: String, isPlain: Bool)? {
        guard line.utf8.count <= 24 else { return nil }
        let bare = line.trimmed.unicodeScalars.drop { $0 == "\u{FEFF}" }
        let digits = bare.drop { $0 == "#" }.prefix { ("0"..."9").contains($0) }
        let isListed = bare[digits.endIndex...].allSatisfy { ".):".unicodeScalars.contains($0) }
        guard (1...9).contains(digits.count), isListed else { return nil }
        return (String(digits), digits.count == bare.count)
    }
}
