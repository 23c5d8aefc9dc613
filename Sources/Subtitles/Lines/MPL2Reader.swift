import Texts

/// Reads MPL2: `[10][35]Words|/in italics`, times in tenths of a second, a line for each cue.
enum MPL2Reader {
    /// What a text holds; its path is for messages.
    static func read(_ text: String, path: String) -> SubtitleFile {
        var cues = OpenCues(path: path, format: .mpl2)
        for (index, line) in SubtitleLines(text).lines.enumerated() where !line.isBlankOrNUL {
            guard let (start, rest) = time(line.trimmed), let start, let (end, text) = time(rest)
            else {
                cues.fault(index + 1, "the times cannot be read; they look like [10][35]Words")
                continue
            }
            let lines = text.split(separator: "|").map { $0.first == "/" ? $0.dropFirst() : $0 }
            cues.add(
                Substring(lines.joined(separator: "\n")), at: start, end: end, line: index + 1)
        }
        return cues.file()
    }

    /// A time in brackets, nil where it is left out, and what stands behind it.
    private static func time(_ text: Substring) -> (time: Duration?, rest: Substring)? {
        guard text.first == "[", let close = text.firstIndex(of: "]") else { return nil }
        let digits = text[..<close].dropFirst()
        let rest = text[close...].dropFirst()
        if digits.isEmpty { return (nil, rest) }
        guard digits.count <= 8, let count = Int(digits), count >= 0 else { return nil }
        return (.milliseconds(count * 100), rest)
    }
}
