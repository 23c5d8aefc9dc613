import Texts

/// Reads song texts with times: `[01:02.50]Words`, also several times before one line.
struct LRCReader {
    private var file: SubtitleFile
    /// How much earlier the words come than their times say.
    private var offset = Duration.zero
    private var starts: [(start: Duration, line: Int, text: String)] = []

    /// What a text holds; its path is for messages.
    static func read(_ text: String, path: String) -> SubtitleFile {
        var reader = LRCReader(file: SubtitleFile(path: path, format: .lrc, cues: []))
        for (index, line) in SubtitleLines(text).lines.enumerated() {
            reader.read(line.trimmed, number: index + 1)
        }
        reader.addCues()
        return reader.file
    }

    private init(file: SubtitleFile) {
        self.file = file
    }

    private mutating func read(_ line: Substring, number: Int) {
        var rest = line
        var times: [Duration] = []
        while rest.first == "[", let close = rest.firstIndex(of: "]") {
            let tag = rest[rest.index(after: rest.startIndex)..<close]
            if let time = LRCReader.time(tag) {
                times.append(time)
            } else if tag.first?.isNumber == true, tag.contains(":") {
                return fault(number, "the time cannot be read; it looks like [01:02.50]")
            } else if tag.contains(":"), times.isEmpty {
                note(tag)
            } else {
                break
            }
            rest = rest[rest.index(after: close)...].trimmed
        }
        // A line in brackets names a part of the song, `#` begins a comment.
        if times.isEmpty, rest.saysSomething, rest.first != "#",
            !(rest.first == "[" && rest.last == "]")
        {
            return fault(
                number, "this text has no time; give it one such as [01:02.50], or remove it")
        }
        starts += times.map { ($0, number, String(rest)) }
    }

    /// The time in a tag; without a point its last number counts hundredths of a second.
    private static func time(_ tag: Substring) -> Duration? {
        let parts = tag.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return nil }
        if parts.count == 3, !parts[2].contains("."), !parts[2].contains(",") {
            return LenientTime.read("\(parts[0]):\(parts[1]).\(parts[2])")
        }
        return LenientTime.read(tag)
    }

    /// Takes over what a tag says about the whole song.
    private mutating func note(_ tag: Substring) {
        if tag.lowercased().hasPrefix("offset:") {
            let count = Int(tag.dropFirst(7).filter { $0 != "+" && $0 != " " }) ?? 0
            offset = .milliseconds(max(-3_600_000, min(3_600_000, count)))
        } else if tag.hasPrefix("la:") {
            file.language = String(tag.dropFirst(3))
        }
    }

    /// The cues: a line lasts until the next one begins.
    ///
    /// Nothing says when the last one is over: it gets a second and a tenth of one for each of its
    /// characters. A positive offset means that the words come earlier.
    private mutating func addCues() {
        let ordered = starts.map {
            (start: max(.zero, $0.start - offset), line: $0.line, text: $0.text)
        }.sorted { ($0.start, $0.line) < ($1.start, $1.line) }
        for (index, cue) in ordered.enumerated() where !cue.text.isEmpty {
            let last = cue.start + .seconds(1) + .milliseconds(100 * cue.text.count)
            let end = index + 1 < ordered.count ? ordered[index + 1].start : last
            file.cues.append(Cue(line: cue.line, start: cue.start, end: end, text: cue.text))
        }
    }

    private mutating func fault(_ line: Int, _ message: String) {
        file.faults.append(
            SubtitleFault(
                place: SourcePlace(path: file.path, line: line, column: 1), message: message))
    }
}
