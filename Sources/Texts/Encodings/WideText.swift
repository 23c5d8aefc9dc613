/// Texts in UTF-16 and UTF-32 without a mark.
enum WideText {
    /// The encoding that the zeros in a text tell: those of ASCII in UTF-16, those of any character in
    /// UTF-32.
    static func encoding(ofFormOf bytes: [UInt8]) -> String? {
        if let utf32 = utf32(bytes) { return utf32 }
        let front = bytes.prefix(4096)
        guard front.count >= 4 else { return nil }
        var zeros = [0, 0]
        for (offset, byte) in front.enumerated() where byte == 0 { zeros[offset & 1] += 1 }
        let many = front.count / 8
        if zeros[1] > many, zeros[0] * 16 < zeros[1] { return "UTF-16LE" }
        if zeros[0] > many, zeros[1] * 16 < zeros[0] { return "UTF-16BE" }
        return nil
    }

    /// Whether well-formed UTF-8 is likelier a text in UTF-16: letters of ASCII alone, among which
    /// stand bytes that no text has.
    static func isLikely(_ bytes: [UInt8]) -> Bool {
        guard bytes.count.isMultiple(of: 2) else { return false }
        let front = bytes.prefix(4096)
        let odd = front.count { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D, 0x1B].contains($0) }
        return odd * 16 > front.count && !front.contains { $0 >= 0x80 }
    }

    private static func utf32(_ bytes: [UInt8]) -> String? {
        guard bytes.count >= 8, bytes.count.isMultiple(of: 4) else { return nil }
        for (name, places) in [("UTF-32LE", [0, 1, 2, 3]), ("UTF-32BE", [3, 2, 1, 0])] {
            let isOne = stride(from: 0, to: min(bytes.count, 4096), by: 4).allSatisfy { start in
                let value = places.reversed().reduce(UInt32(0)) {
                    $0 << 8 | UInt32(bytes[start + $1])
                }
                return value != 0 && Unicode.Scalar(value) != nil
            }
            if isOne { return name }
        }
        return nil
    }
}
