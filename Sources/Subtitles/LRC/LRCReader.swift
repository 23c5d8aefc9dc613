import JobSources

/// Reads song texts with times: `[01:02.50]Words`, also several times before one line.
enum LRCReader {
    /// What a text holds; its path is for messages.
    ///
    /// A line lasts until the next one begins. Nothing says when the last one is over: it gets a
    /// second and a tenth of one for each of its characters.
    static func read(_ text: String, path: String) -> SubtitleFile {
        var file = SubtitleFile(path: path, format: .lrc, cues: [])
        var offset = 0
        var starts: [(start: Duration, line: Int, text: String)] = []
        for (index, line) in SubtitleLines(text).lines.enumerated() {
            var rest = line.trimmed
            var times: [Duration] = []
            while rest.first == "[", let close = rest.firstIndex(of: "]") {
                let tag = rest[rest.index(after: rest.startIndex)..<close]
                if let time = LenientTime.read(tag), tag.contains(":") {
                    times.append(time)
                } else if tag.lowercased().hasPrefix("offset:") {
                    offset = Int(tag.dropFirst(7).filter { $0 != "+" && $0 != " " }) ?? 0
                } else if tag.contains(":"), times.isEmpty {
                    file.language = tag.hasPrefix("la:") ? String(tag.dropFirst(3)) : file.language
                } else {
                    break
                }
                rest = rest[rest.index(after: close)...].trimmed
            }
            starts += times.map { ($0, index + 1, String(rest)) }
        }
        // A positive offset means that the words come earlier.
        let shift = Duration.milliseconds(max(-3_600_000, min(3_600_000, offset)))
        let ordered =
            starts
            .map { (start: max(.zero, $0.start - shift), line: $0.line, text: $0.text) }
            .sorted { ($0.start, $0.line) < ($1.start, $1.line) }
        for (index, cue) in ordered.enumerated() where !cue.text.isEmpty {
            let last = cue.start + .seconds(1) + .milliseconds(100 * cue.text.count)
            let end = index + 1 < ordered.count ? ordered[index + 1].start : last
            file.cues.append(Cue(line: cue.line, start: cue.start, end: end, text: cue.text))
        }
        return file
    }
}
