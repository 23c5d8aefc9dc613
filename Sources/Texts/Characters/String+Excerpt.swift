extension StringProtocol {
    /// The text's beginning on one line, as a message quotes it.
    package var excerpt: String {
        let limit = 60
        let start = unicodeScalars.prefix(limit * 8)
        let line = String(start).onOneLine
        let isWhole = start.endIndex == unicodeScalars.endIndex && line.count <= limit
        return isWhole ? line : line.prefix(limit) + "…"
    }
}
