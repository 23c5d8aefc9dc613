import Texts

/// The numbers of a SubRip file's cues, told from numbers that are said.
///
/// A number right above its times, or any that is one more than the last, is a cue's where the file
/// numbers its cues; the only text of a cue is a number only where it is the expected one. Where nearly
/// all times have a line right above them and a blank one above that, such a line names its cue,
/// whatever it says: `2个`, `cue-2`, `[2]`.
struct SRTNumbers {
    /// A number that may be a cue's.
    struct Candidate {
        /// The line on which it stands.
        let line: Int
        /// Nil where it is no number.
        let value: Int?
        /// Its digits as they are written, or what names the cue instead.
        let digits: String
        /// Whether it is written as digits and nothing else.
        let isPlain: Bool
        /// Whether it is a number but for the marks of a list.
        let isNumber: Bool
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
    /// Whether nearly all cues have a line right above their times and a blank one above that.
    private(set) var areRegular = false

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
            let isClear = candidate.isNumber && candidate.isAdjacent && !candidate.isWholeText
            if isClear || last.map({ $0 + 1 == candidate.value }) ?? false { count += 1 }
        }
        areUsual = count * 2 >= marks.count
        let namingCount = candidates.count { $0?.isAdjacent == true && $0?.followsBlank == true }
        areRegular = namingCount * 10 >= marks.count * 9
        var last: Int?
        for (place, candidate) in candidates.enumerated() {
            let number = candidate.flatMap { holds($0, isFirst: place == 0, last: last) ? $0 : nil }
            found.append(number)
            last = number?.value
        }
    }

    private func holds(_ candidate: Candidate, isFirst: Bool, last: Int?) -> Bool {
        guard candidate.isNumber else { return names(candidate, last: last) }
        if isFirst { return true }
        if areUsual, let last, candidate.value == last + 1 { return true }
        guard candidate.isPlain, candidate.isAdjacent else { return false }
        if candidate.isWholeText { return areUsual && candidate.followsBlank }
        return areUsual || candidate.followsBlank
    }

    /// Whether a line that is no number names its cue.
    ///
    /// In a file of numbers, it holds the one that comes next, or is as short as a number in words:
    /// a sentence there is the end of a cue with a blank line in it.
    private func names(_ candidate: Candidate, last: Int?) -> Bool {
        guard areRegular, candidate.isAdjacent, candidate.followsBlank else { return false }
        if candidate.value != nil, candidate.value == (last ?? 0) + 1 { return true }
        guard !candidate.isWholeText else { return false }
        let text = candidate.digits
        let isShort = text.unicodeScalars.count <= 24 && text.split(separator: " ").count <= 2
        let endsSentence = text.last.map { ".!?…。！？".contains($0) && text.count > 4 } ?? false
        return !areUsual || (isShort && !endsSentence)
    }

    /// The nearest line above one of times that holds anything, if that is a number or may name a cue.
    private func candidate(above mark: Int, after lastMark: Int?) -> Candidate? {
        let first = lastMark.map { $0 + 1 } ?? 0
        guard let line = lines[first..<max(first, mark)].lastIndex(where: { !$0.isBlankOrNUL })
        else { return nil }
        let above = lines[first..<line]
        let isAdjacent = line + 1 == mark
        let followsBlank = above.last?.isBlankOrNUL ?? (lastMark == nil)
        let number = SRTNumbers.digits(of: lines[line])
        guard number != nil || (isAdjacent && followsBlank && lines[line].utf8.count <= 160) else {
            return nil
        }
        return Candidate(
            line: line, value: number.map { Int($0.digits) } ?? SRTNumbers.number(in: lines[line]),
            digits: number?.digits ?? lines[line].singleSpaced, isPlain: number?.isPlain ?? false,
            isNumber: number != nil, isAdjacent: isAdjacent, followsBlank: followsBlank,
            isWholeText: lastMark != nil && above.allSatisfy(\.isBlankOrNUL))
    }

    /// The one number within a line, in digits of any script or in Chinese; nil for none or several.
    private static func number(in line: Substring) -> Int? {
        let groups = line.unicodeScalars.split { scalar in
            scalar.properties.generalCategory != .decimalNumber
        }
        if groups.count == 1, groups[0].count <= 9 {
            return groups[0].reduce(0) { $0 * 10 + Int($1.properties.numericValue ?? 0) }
        }
        let numerals = line.unicodeScalars.filter { "一二三四五六七八九十".unicodeScalars.contains($0) }
        guard groups.isEmpty, (1...3).contains(numerals.count) else { return nil }
        return chinese(numerals)
    }

    /// 1 to 99: `四`, `十四`, `二十四`.
    private static func chinese(_ numerals: some Sequence<Unicode.Scalar>) -> Int? {
        let ones = "一二三四五六七八九"
        let values = numerals.map { numeral in
            ones.unicodeScalars.firstIndex(of: numeral).map {
                ones.unicodeScalars.distance(from: ones.unicodeScalars.startIndex, to: $0) + 1
            }
        }
        guard let ten = values.firstIndex(of: nil) else {
            return values.count == 1 ? values.first ?? nil : nil
        }
        guard ten <= 1, values.count <= ten + 2 else { return nil }
        let tens = ten == 0 ? 1 : values.first.flatMap { $0 } ?? 1
        return tens * 10 + (ten + 1 < values.count ? values[ten + 1] ?? 0 : 0)
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
