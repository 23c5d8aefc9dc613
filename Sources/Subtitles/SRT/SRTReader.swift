import JobSources

/// Reads SubRip as leniently as players do.
///
/// The lines of times part the file; numbers, blank lines and their order mean nothing.
struct SRTReader {
    private let path: String
    private let lines: [Substring]
    private var file: SubtitleFile

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
        let marks = lines.indices.filter { isTimeLine(lines[$0]) }
        for (place, mark) in marks.enumerated() {
            let end = place + 1 < marks.count ? start(ofCueAt: marks[place + 1]) : lines.count
            readCue(at: mark, textEnd: max(mark + 1, end))
        }
    }

    /// Whether a line says when a cue is shown, well or badly.
    private func isTimeLine(_ line: Substring) -> Bool {
        guard line.utf8.contains(UInt8(ascii: ">")) else { return false }
        if line.contains("-->") { return true }
        // A dash too few: times on both sides of the arrow tell it from what somebody says.
        guard let arrow = line.firstRange(of: "->") else { return false }
        return LenientTime.read(line[..<arrow.lowerBound]) != nil
    }

    /// The line on which a cue begins: that of its number, if there is one right above its times.
    private func start(ofCueAt mark: Int) -> Int {
        number(above: mark) == nil ? mark : mark - 1
    }

    private func number(above mark: Int) -> String? {
        guard mark > 0 else { return nil }
        let line = lines[mark - 1].trimmed
        let isNumber = !line.isEmpty && line.utf8.allSatisfy { (48...57).contains($0) }
        return isNumber ? String(line) : nil
    }

    private mutating func readCue(at mark: Int, textEnd: Int) {
        let text = lines[(mark + 1)..<textEnd].filter { !$0.isBlank }
            .joined(separator: "\n")
        guard let (start, end) = times(lines[mark]) else {
            return fault(
                mark, "the times cannot be read; they look like 00:01:02,500 --> 00:01:04,000")
        }
        guard end >= start else {
            return fault(mark, "the cue ends before it starts; correct one of its times")
        }
        let cue = Cue(
            line: mark + 1, id: number(above: mark), start: start, end: end, text: text)
        file.cues += Self.byLanguage(cue)
    }

    /// The times at both sides of the arrow; coordinates behind them do not count.
    private func times(_ line: Substring) -> (Duration, Duration)? {
        guard let arrow = line.firstRange(of: "-->"),
            let start = LenientTime.read(line[..<arrow.lowerBound])
        else { return nil }
        let rest = line[arrow.upperBound...].trimmed
        let time = rest.prefix { $0.isNumber || ":., ".contains($0) }
        // The blank before `X1:` is in the prefix, as blanks within a time are allowed.
        let end = LenientTime.read(time) ?? LenientTime.read(time.prefix { $0 != " " })
        return end.map { (start, $0) }
    }

    private mutating func fault(_ line: Int, _ message: String) {
        file.faults.append(
            SubtitleFault(
                place: SourcePlace(path: path, line: line + 1, column: 1), message: message))
    }

    /// The cues of one in which lines begin with a language in brackets, `[eng] Hello`; else itself.
    private static func byLanguage(_ cue: Cue) -> [Cue] {
        let lines = cue.text.split(separator: "\n")
        guard !lines.isEmpty, lines.contains(where: { language(of: $0) != nil }) else {
            return [cue]
        }
        var cues: [Cue] = []
        for line in lines {
            if let (language, text) = language(of: line) {
                var other = cue
                other.language = language
                other.text = text
                cues.append(other)
            } else if cues.isEmpty {
                return [cue]
            } else {
                cues[cues.count - 1].text += "\n" + line
            }
        }
        return cues
    }

    /// A language's code of three letters (ISO 639) or two and what follows it.
    private static func language(of line: Substring) -> (String, String)? {
        let line = line.trimmed
        guard line.first == "[", let close = line.firstIndex(of: "]") else { return nil }
        let code = line[line.index(after: line.startIndex)..<close]
        let base = code.prefix { $0 != "-" && $0 != "_" }
        guard (2...3).contains(base.count), code.count <= 12,
            base.utf8.allSatisfy({ (97...122).contains($0) })
        else { return nil }
        return (String(code), String(line[line.index(after: close)...].trimmed))
    }
}
