import JobSources

/// Reads the subtitles of YouTube: a line `0:00:01.000,0:00:03.000`, and text up to a blank line.
enum SBVReader {
    /// What a text holds; its path is for messages.
    static func read(_ text: String, path: String) -> SubtitleFile {
        var file = SubtitleFile(path: path, format: .sbv, cues: [])
        let lines = SubtitleLines(text).lines
        let marks = lines.indices.filter { times(lines[$0]) != nil }
        for (place, mark) in marks.enumerated() {
            guard let (start, end) = times(lines[mark]) else { continue }
            let next = place + 1 < marks.count ? marks[place + 1] : lines.count
            guard end >= start else {
                file.faults.append(
                    SubtitleFault(
                        place: SourcePlace(path: path, line: mark + 1, column: 1),
                        message: "the cue ends before it starts; correct one of its times"))
                continue
            }
            file.cues.append(
                Cue(
                    line: mark + 1, start: start, end: end,
                    text: lines[(mark + 1)..<next].filter { !$0.isBlank }
                        .joined(separator: "\n")))
        }
        return file
    }

    /// The two times of a line; both have colons, so that `3,4` in a text is none.
    private static func times(_ line: Substring) -> (Duration, Duration)? {
        let parts = line.trimmed.split(separator: ",")
        guard parts.count == 2, parts.allSatisfy({ $0.contains(":") }),
            let start = LenientTime.read(parts[0]), let end = LenientTime.read(parts[1])
        else { return nil }
        return (start, end)
    }
}
