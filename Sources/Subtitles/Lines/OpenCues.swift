import Texts

/// Cues whose ends may be left open: such a one lasts until the next begins, and no longer than it
/// takes to read.
struct OpenCues {
    private let path: String
    private let format: SubtitleFormat
    private var cues: [(cue: Cue, isOpen: Bool)] = []
    private var faults: [SubtitleFault] = []

    init(path: String, format: SubtitleFormat) {
        self.path = path
        self.format = format
    }

    /// Adds a cue whose lines are parted by `|` or LF; one that says nothing only ends the one before.
    mutating func add(_ text: Substring, at start: Duration, end: Duration? = nil, line: Int) {
        if let end, end < start {
            return fault(line, "the cue ends before it starts; correct one of its times")
        }
        let cue = Cue(
            line: line, start: start, end: end ?? start,
            text: String(text).replacing("|", with: "\n"))
        cues.append((cue, end == nil))
    }

    mutating func fault(_ line: Int, _ message: String) {
        faults.append(
            SubtitleFault(
                place: SourcePlace(path: path, line: line, column: 1), message: message))
    }

    /// The file, its cues in order.
    func file() -> SubtitleFile {
        var found: [Cue] = []
        let ordered = cues.enumerated().sorted {
            ($0.element.cue.start, $0.offset) < ($1.element.cue.start, $1.offset)
        }.map(\.element)
        for (index, (cue, isOpen)) in ordered.enumerated() where !cue.text.isBlank {
            var cue = cue
            if isOpen {
                let next = ordered[(index + 1)...].first { $0.cue.start > cue.start }?.cue.start
                let read = cue.start + .seconds(1) + .milliseconds(100 * cue.text.count)
                cue.end = next.map { min($0, read) } ?? read
            }
            found.append(cue)
        }
        return SubtitleFile(path: path, format: format, cues: found, faults: faults)
    }
}
