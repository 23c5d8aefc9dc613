import Subtitles
import Texts

/// What roles can name in subtitle files: speakers, styles, and cues by their numbers.
package struct CueNames: Hashable, Sendable {
    /// The speakers, as the files write them.
    package var speakers: Set<String> = []
    /// The styles, as the files write them.
    package var styles: Set<String> = []
    /// How many cues the longest file has.
    package var cueCount = 0

    /// No names.
    package init() {}

    /// Those of a file: speakers that only dashes tell apart have none.
    init(of file: SubtitleFile, _ spoken: [SpokenCue], _ unspoken: [UnspokenCue]) {
        speakers = Set(spoken.compactMap(\.speaker)).filter { !$0.hasPrefix("-") }
        speakers.formUnion(file.cues.compactMap(\.speaker))
        speakers.formUnion(unspoken.filter { $0.reason == .label }.map(\.text))
        styles = Set(file.cues.compactMap(\.style))
        cueCount = file.cues.count
    }

    /// Adds those of another file.
    package mutating func add(_ other: CueNames) {
        speakers.formUnion(other.speakers)
        styles.formUnion(other.styles)
        cueCount = max(cueCount, other.cueCount)
    }
}

extension CueRoles {
    /// What of the roles is for nothing in the files, a sentence for each kind, with near misses.
    ///
    /// - Parameter inputs: what the files are, in several.
    package func unmatched(in names: CueNames, of inputs: String = "subtitles") -> [String] {
        let ranges = cues.map(\.numbers).filter { $0.lowerBound > names.cueCount }
            .map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
        let count = counted(names.cueCount, "cue")
        return [
            Self.sentence("speaker", speakers.written, among: names.speakers, of: inputs),
            Self.sentence("style", styles.written, among: names.styles, of: inputs),
            ranges.isEmpty
                ? nil : "no cue has the number \(Self.list(ranges)): there are \(count)",
        ].compactMap { $0 }.map { "\(path): \($0)" }
    }

    private static func sentence(
        _ kind: String, _ roles: [String], among names: Set<String>, of inputs: String
    ) -> String? {
        let known = Set(names.map { $0.lowercased() })
        let missing = roles.filter { !known.contains($0.lowercased()) }
        guard !missing.isEmpty else { return nil }
        let named = missing.map { name in
            let near = nearest(to: name, among: names.sorted(), within: max(2, name.count / 4))
            return near.map { "\(name) (did you mean \($0)?)" } ?? name
        }
        let all = names.isEmpty ? "the \(inputs) name none" : "there are \(list(names.sorted()))"
        return "no \(kind) is called \(list(named)): \(all)"
    }

    /// Names one after the other, the first ten of them.
    private static func list(_ names: [String]) -> String {
        let more = names.count - 10
        return names.prefix(10).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}
