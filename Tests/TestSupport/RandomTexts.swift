extension SplitMix64 {
    /// Up to fourteen pieces of JSON in any order.
    package mutating func jsonPieces() -> String {
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u12", "\\ud83d\\ude00", "1", "-0.5e3",
            "true", "null", " ", "\n", "\"text\"", "\"a\"", "{\"text\":\"x\"}", "é", "\"jobs\":",
        ]
        let count = Int.random(in: 0...14, using: &self)
        return (0..<count).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
    }

    /// Up to forty bytes of those that mean something in CSV, and of others.
    package mutating func csvBytes() -> [UInt8] {
        let alphabet = Array("\"\",,\n\r\tab é中".utf8)
        let count = Int.random(in: 0...40, using: &self)
        return (0..<count).map { _ in alphabet.randomElement(using: &self) ?? 0 }
    }
}
