import Texts

/// Reads SubRip as leniently as players do.
///
/// Cues begin at the lines of times; numbers, blank lines and their order mean little. What looks
/// like a cue and cannot be read as one is a fault, so that no words are lost in silence.
struct SRTReader {
    private let path: String
    private let lines: [Substring]
    private var file: SubtitleFile

    /// A line of times, and the number above it.
    private struct Mark {
        let line: Int
        let times: TimeLine
        var number: SRTNumbers.Candidate?

        /// The line on which its cue begins.
        var start: Int { number?.line ?? line }
    }

    /// What a text holds; its path is for messages.
    static func read(_ text: String, path: String) -> SubtitleFile {
        var reader = SRTReader(text, path: path)
        reader.readCues()
        return reader.file
    }

    private init(_ text: String, path: String) {
        self.path = path
        lines = SubtitleLines(text).lines
        file = SubtitleFile(path: path, format: .srt, cues: [])
    }

    private mutating func readCues() {
        var marks = lines.indices.compactMap { index in
            TimeLine(lines[index], beginsBlock: beginsBlock(index))
                .map { Mark(line: index, times: $0) }
        }
        let numbers = SRTNumbers(lines: lines, marks: marks.map(\.line))
        for place in marks.indices { marks[place].number = numbers.found[place] }
        readFront(before: marks.first?.start ?? lines.count)
        for (place, mark) in marks.enumerated() {
            let next = place + 1 < marks.count ? marks[place + 1] : nil
            let end = max(mark.line + 1, next?.start ?? lines.count)
            let untimed = numbers.areUsual ? untimedNumber(behind: mark, before: end, next) : nil
            readCue(at: mark, textEnd: untimed ?? end)
            if let untimed { reportUntimed(lines[(untimed + 1)..<end]) }
        }
    }

    /// Whether a number, a blank line or nothing stands above a line.
    private func beginsBlock(_ index: Int) -> Bool {
        index == 0 || lines[index - 1].isBlankOrNUL
            || SRTNumbers.digits(of: lines[index - 1]) != nil
    }

    /// What stands before the first cue has no time; `[*]` begins comments of files in many languages.
    private mutating func readFront(before end: Int) {
        let front = lines[..<end].indices.first { index in
            !lines[index].isBlankOrNUL && !lines[index].hasPrefix("[*]")
                && SRTNumbers.digits(of: lines[index]) == nil && lines[index].saysSomething
        }
        if let front, end < lines.count {
            fault(front, "this text has no times; give it some, or remove it")
        }
    }

    /// The line of the number that is to come next, where no times stand below it.
    private func untimedNumber(behind mark: Mark, before end: Int, _ next: Mark?) -> Int? {
        guard mark.number?.isNumber == true, let number = mark.number?.value,
            next?.number?.value != number + 1
        else { return nil }
        return lines[(mark.line + 1)..<end].indices.first { index in
            guard index > mark.line + 1, lines[index - 1].isBlankOrNUL,
                let (digits, isPlain) = SRTNumbers.digits(of: lines[index])
            else { return false }
            let isLast = index + 1 == end
            return isPlain && Int(digits) == number + 1
                && (isLast || !lines[index + 1].isBlankOrNUL)
        }
    }

    private mutating func reportUntimed(_ lines: ArraySlice<Substring>) {
        guard let line = lines.indices.first(where: { !lines[$0].isBlankOrNUL }) else { return }
        fault(line, Self.unreadableTimes)
    }

    private mutating func readCue(at mark: Mark, textEnd: Int) {
        guard case .times(let start, let end) = mark.times.content else {
            return fault(mark.line, Self.unreadableTimes)
        }
        guard end >= start else {
            return fault(mark.line, "the cue ends before it starts; correct one of its times")
        }
        let text = lines[(mark.line + 1)..<textEnd].filter { !$0.isBlankOrNUL }
        let spoken = mark.times.text.isEmpty ? text : [mark.times.text[...]] + text
        file.cues.append(
            Cue(
                line: mark.line + 1, id: mark.number?.digits, start: start, end: end,
                text: spoken.joined(separator: "\n")))
    }

    private static let unreadableTimes =
        "the times cannot be read; they look like 00:01:02,500 --> 00:01:04,000"

    private mutating func fault(_ line: Int, _ message: String) {
        file.faults.append(
            SubtitleFault(
                place: SourcePlace(path: path, line: line + 1, column: 1), message: message))
    }
}
