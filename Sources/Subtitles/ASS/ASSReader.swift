import Texts

/// Reads Advanced SubStation Alpha and its forerunner SubStation Alpha.
///
/// Fields stand in the order that the section's `Format` line gives. Override tags stay in the text.
struct ASSReader {
    private let path: String
    private var file: SubtitleFile
    private var isInEvents = false
    private var fields = Self.usualFields

    /// The order of version 4+, for files that name none.
    private static let usualFields = [
        "layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text",
    ]

    /// What a text holds; its path is for messages.
    static func read(_ text: String, path: String) -> SubtitleFile {
        var reader = ASSReader(path: path)
        for (index, line) in SubtitleLines(text).lines.enumerated() {
            reader.read(line.trimmed, number: index + 1)
        }
        return reader.file
    }

    private init(path: String) {
        self.path = path
        file = SubtitleFile(path: path, format: .ass, cues: [])
    }

    private mutating func read(_ line: Substring, number: Int) {
        if line.first == "[" {
            isInEvents = line.lowercased() == "[events]"
            return
        }
        guard let colon = line.firstIndex(of: ":") else { return }
        let value = line[line.index(after: colon)...].trimmed
        switch line[..<colon].lowercased() {
        case "format" where isInEvents:
            fields = value.split(separator: ",").map { $0.trimmed.lowercased() }
        case "language" where !isInEvents:
            file.language = value.isEmpty ? nil : String(value)
        // Dialogue before its section's heading happens in cut files.
        case "dialogue": readCue(value, number: number)
        default: break
        }
    }

    private mutating func readCue(_ value: Substring, number: Int) {
        let parts = value.split(
            separator: ",", maxSplits: max(0, fields.count - 1), omittingEmptySubsequences: false)
        let field = { [fields] (name: String) in
            fields.firstIndex(of: name).flatMap { $0 < parts.count ? parts[$0] : nil }
        }
        guard parts.count == fields.count, let text = field("text"),
            let start = field("start").flatMap(LenientTime.read),
            let end = field("end").flatMap(LenientTime.read)
        else {
            return fault(number, "the line lacks fields, or its times cannot be read")
        }
        guard end >= start else {
            return fault(number, "the cue ends before it starts; correct one of its times")
        }
        let named = { (name: String) in
            field(name).map(\.trimmed).flatMap { $0.isEmpty ? nil : String($0) }
        }
        var cue = Cue(
            line: number, start: start, end: end, text: String(text),
            speaker: named("name") ?? named("actor"),
            // Older files mark the style they take for granted with an asterisk.
            style: named("style").map { $0.hasPrefix("*") ? String($0.dropFirst()) : $0 },
            layer: named("layer").flatMap { Int($0) } ?? 0)
        cue.effect = named("effect")
        file.cues.append(cue)
    }

    private mutating func fault(_ line: Int, _ message: String) {
        file.faults.append(
            SubtitleFault(
                place: SourcePlace(path: path, line: line, column: 1), message: message))
    }
}
