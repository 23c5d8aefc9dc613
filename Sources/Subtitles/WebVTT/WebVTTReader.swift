import Texts

/// Reads WebVTT as its specification has it.
///
/// Source of the rules: https://www.w3.org/TR/webvtt1/#file-parsing. What the specification drops
/// without a word is a fault besides.
package struct WebVTTReader {
    /// What a text holds; its path is for messages.
    package static func read(_ text: String, path: String) -> SubtitleFile {
        // Blank lines between all lines would part cues from their texts.
        let text = SubtitleLines.withoutDoubledReturns(text)
        let blocks = WebVTTBlocks(text, takesComma: true)
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
            let (text, stray) = upToTimes(cue)
            if let stray { faults.append(stray) }
            file.cues.append(
                Cue(
                    line: cue.line, id: cue.id.isEmpty ? nil : cue.id, start: cue.start,
                    end: cue.end, text: text))
        }
        file.faults = faults.sorted { $0.line < $1.line }.map { fault in
            let place = SourcePlace(path: path, line: fault.line, column: 1)
            return SubtitleFault(place: place, message: fault.message)
        }
        return file
    }

    /// A cue's text up to a line that looks like the times of another cue, and the fault of that line.
    ///
    /// The specification takes such a line for text, as its arrow is none.
    private static func upToTimes(_ cue: WebVTTCue) -> (text: String, fault: WebVTTFault?) {
        guard cue.text.contains(":") else { return (cue.text, nil) }
        let lines = cue.text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let index = lines.firstIndex(where: { TimeLine($0, beginsBlock: false) != nil })
        else {
            return (cue.text, nil)
        }
        return (
            lines[..<index].joined(separator: "\n"),
            WebVTTFault(
                line: cue.line + 1 + index,
                message: "the times cannot be read, and text stands below them; write them as "
                    + "00:00:01.000 --> 00:00:02.500, a blank line before them")
        )
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
