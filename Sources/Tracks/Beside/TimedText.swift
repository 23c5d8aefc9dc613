import MP3
import Texts

/// A chapter's text with times, for players that show the words that are being spoken.
///
/// The times are estimated: the service tells only how long a whole clip is, so each line has the
/// share of its clip that it has of the clip's characters.
package struct TimedText: Hashable, Sendable {
    /// A clip and the text that is spoken in it.
    package struct Piece: Hashable, Sendable {
        let lines: [String]
        let duration: Duration
        let gap: Duration

        /// A clip's text, cut into lines of readable length.
        ///
        /// - Parameters:
        ///   - duration: how long the clip plays, by its frames.
        ///   - gap: the silence behind it.
        package init(lines: [String], duration: Duration, gap: Duration = .zero) {
            self.lines = lines
            self.duration = duration
            self.gap = gap
        }
    }

    /// A line and when it is spoken, from the chapter's start.
    package struct Cue: Hashable, Sendable {
        /// When it begins.
        package let start: Duration
        /// When it ends.
        package let end: Duration
        /// What is spoken, on one line.
        package let line: String
    }

    /// The lines in order; empty ones are left out.
    package let cues: [Cue]
    private let title: String?

    private static let notice =
        "Times are estimated from the share of characters in each clip."

    /// The text of a chapter's clips in order.
    ///
    /// - Parameter title: the chapter's; nil for none.
    package init(_ pieces: [Piece], title: String? = nil) {
        var start = Duration.zero
        cues = pieces.flatMap { piece in
            defer { start += piece.duration + piece.gap }
            return Self.cues(of: piece, from: start)
        }
        self.title = TrackTags.title(title)
    }

    private static func cues(of piece: Piece, from start: Duration) -> [Cue] {
        let lines = piece.lines.map { oneLine($0) }.filter { !$0.isEmpty }
        let total = lines.reduce(0) { $0 + $1.unicodeScalars.count }
        var done = 0
        return lines.map { line in
            let first = start + piece.duration * done / total
            done += line.unicodeScalars.count
            return Cue(start: first, end: start + piece.duration * done / total, line: line)
        }
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension TimedText {
    /// The text as LRC: minutes, seconds and hundredths before each line.
    package var lrc: String {
        var lines = ["[#:\(Self.notice)]"]
        if let title { lines.append("[ti:\(title)]") }
        for cue in cues {
            // What looks like a time of its own is kept apart from the real one.
            let space = cue.line.hasPrefix("[") ? " " : ""
            lines.append("[\(Self.minutes(cue.start))]\(space)\(cue.line)")
        }
        if let last = cues.last { lines.append("[\(Self.minutes(last.end))]") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The text as WebVTT, one cue a line.
    ///
    /// Source: W3C, "WebVTT", section 4.
    package var webVTT: String {
        let head = title.map { "WEBVTT - \(Self.escaped($0))" } ?? "WEBVTT"
        let blocks = cues.map { cue in
            "\(timestamp(cue.start)) --> \(timestamp(cue.end))\n\(Self.escaped(cue.line))"
        }
        return ([head, "NOTE \(Self.notice)"] + blocks).joined(separator: "\n\n") + "\n"
    }

    private static func minutes(_ time: Duration) -> String {
        let hundredths = time.milliseconds / 10
        return "\(padded(hundredths / 6000, 2)):\(padded(hundredths / 100 % 60, 2))"
            + ".\(padded(hundredths % 100, 2))"
    }

    /// Without the characters that begin a tag or an arrow.
    private static func escaped(_ text: String) -> String {
        String(
            text.flatMap { character -> [Character] in
                switch character {
                case "&": Array("&amp;")
                case "<": Array("&lt;")
                case ">": Array("&gt;")
                default: [character]
                }
            })
    }
}
