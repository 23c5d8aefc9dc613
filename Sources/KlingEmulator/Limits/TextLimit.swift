/// The longest text, in one unit or in both.
struct TextLimit: Sendable, Equatable {
    /// In Unicode scalars; nil for any number.
    var characters: Int?
    /// In bytes of UTF-8; nil for any number.
    var bytes: Int?

    /// By how much a text is too long; nil if it is not.
    func excess(of text: String) -> Excess? {
        let byteCount = text.utf8.count
        if let bytes, byteCount > bytes {
            return Excess(limit: bytes, count: byteCount, unit: "bytes")
        }
        // The bytes of UTF-8 are never fewer than the characters, and known without counting.
        guard let characters, byteCount > characters else { return nil }
        let count = text.unicodeScalars.count
        return count > characters
            ? Excess(limit: characters, count: count, unit: "characters") : nil
    }

    struct Excess {
        let limit: Int
        let count: Int
        let unit: String
    }
}
