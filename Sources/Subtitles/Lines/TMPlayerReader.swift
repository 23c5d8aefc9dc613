import Texts

/// Reads TMPlayer's subtitles: `00:01:02:Words|of two lines`, a line for each cue.
enum TMPlayerReader {
    /// What a text holds; its path is for messages.
    static func read(_ text: String, path: String) -> SubtitleFile {
        var cues = OpenCues(path: path, format: .tmplayer)
        for (index, line) in SubtitleLines(text).lines.enumerated() where line.saysSomething {
            guard let found = TMPlayerLine(line.trimmed) else {
                cues.fault(index + 1, "the time cannot be read; it looks like 00:01:02:Words")
                continue
            }
            cues.add(found.text, at: found.start, line: index + 1)
        }
        return cues.file()
    }
}

/// A line of TMPlayer: hours, minutes and seconds, a colon or an equals sign, and what is said.
struct TMPlayerLine {
    let start: Duration
    /// What is said; `|` ends a line of it.
    let text: Substring

    /// Of cues in two lines the second is marked by `,2` behind its time.
    init?(_ line: Substring) {
        let time = line.prefix { ("0"..."9").contains($0) || $0 == ":" }
        let colons = time.count { $0 == ":" }
        let clock = time.last == ":" ? time.dropLast() : time
        var rest = line[clock.endIndex...]
        if rest.first == ",", let number = rest.dropFirst().first, number.isNumber {
            rest = rest.dropFirst(2)
        }
        guard (2...3).contains(colons), clock.count(where: { $0 == ":" }) == 2, clock.count <= 8,
            let mark = rest.first, mark == ":" || mark == "=", let start = LenientTime.read(clock)
        else { return nil }
        self.start = start
        text = rest.dropFirst().trimmed
    }
}
