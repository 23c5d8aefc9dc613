import Texts

/// Reads the subtitles of YouTube, and SubViewer: a line `0:00:01.000,0:00:03.000`, and text up to a blank line.
enum SBVReader {
    /// What a text holds; its path is for messages.
    static func read(_ text: String, path: String) -> SubtitleFile {
        var file = SubtitleFile(path: path, format: .sbv, cues: [])
        let lines = SubtitleLines(text).lines
        let marks = lines.indices.compactMap { index in
            times(lines, at: index).map { (line: index, times: $0) }
        }
        func fault(_ line: Int, _ message: String) {
            let place = SourcePlace(path: path, line: line + 1, column: 1)
            file.faults.append(SubtitleFault(place: place, message: message))
        }
        if let first = marks.first?.line,
            // SubViewer's header has a word in brackets on each line.
            let front = lines[..<first].firstIndex(where: { $0.saysSomething && $0.first != "[" })
        {
            fault(front, "this text has no times; give it some, or remove it")
        }
        for (place, mark) in marks.enumerated() {
            let next = place + 1 < marks.count ? marks[place + 1].line : lines.count
            guard case .times(let start, let end) = mark.times.content else {
                fault(mark.line, "the times cannot be read; they look like 0:01:02.500,0:01:04.000")
                continue
            }
            guard end >= start else {
                fault(mark.line, "the cue ends before it starts; correct one of its times")
                continue
            }
            let text = [mark.times.text[...]] + lines[(mark.line + 1)..<next]
            file.cues.append(
                Cue(
                    line: mark.line + 1, start: start, end: end,
                    text: text.filter { !$0.isBlankOrNUL }.joined(separator: "\n")))
        }
        return file
    }

    private static func times(_ lines: [Substring], at index: Int) -> TimeLine? {
        TimeLine(lines[index], beginsBlock: index == 0 || lines[index - 1].isBlankOrNUL)
    }
}
