import Texts

/// What an audio host or a tool says, made fit for a terminal and a log.
package enum HostWords {
    /// The most characters that are shown of it.
    private static let limit = 300

    /// One line without control characters, marks that turn the direction of writing, or the queries
    /// of addresses, which may hold signatures that open them; cut after 300 characters.
    package static func cleaned(_ text: String) -> String {
        let start = String(text.unicodeScalars.prefix(limit * 8))
        let line = start.withoutControls(blank: " ")
        let words = line.split(separator: " ").map { withoutQuery($0) }
        let clean = words.joined(separator: " ")
        return clean.count > limit ? clean.prefix(limit) + "…" : clean
    }

    private static func withoutQuery(_ word: Substring) -> Substring {
        guard word.contains("://"), let end = word.firstIndex(where: { $0 == "?" || $0 == "#" })
        else { return word }
        return word[..<end] + "…"
    }
}
