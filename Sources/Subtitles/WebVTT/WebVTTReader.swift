import JobSources

/// Reads WebVTT as its specification has it.
///
/// Source of the rules: https://www.w3.org/TR/webvtt1/#file-parsing. What the specification drops
/// without a word is a fault besides.
package struct WebVTTReader {
    /// What a text holds; its path is for messages.
    package static func read(_ text: String, path: String) -> SubtitleFile {
        let blocks = WebVTTBlocks(text)
        var file = SubtitleFile(path: path, format: .vtt, cues: [], language: blocks.language)
        var faults = blocks.faults
        for cue in blocks.cues {
            guard cue.end >= cue.start else {
                faults.append(
                    WebVTTFault(
                        line: cue.line,
                        message: "the cue ends before it starts; correct one of its times"))
                continue
            }
            file.cues.append(
                Cue(
                    line: cue.line, id: cue.id.isEmpty ? nil : cue.id, start: cue.start,
                    end: cue.end, text: cue.text))
        }
        file.faults = faults.sorted { $0.line < $1.line }.map { fault in
            let place = SourcePlace(path: path, line: fault.line, column: 1)
            return SubtitleFault(place: place, message: fault.message)
        }
        return file
    }
}

/// A cue as the specification has it, whose end can come before its start.
package struct WebVTTCue: Hashable, Sendable {
    /// The line on which its times stand, from 1.
    package let line: Int
    /// Its identifier; empty without one.
    package let id: String
    package let start: Duration
    package let end: Duration
    /// What it says, with its markup.
    package var text: String
}

/// What is wrong on a line, from 1.
struct WebVTTFault {
    let line: Int
    let message: String
}
