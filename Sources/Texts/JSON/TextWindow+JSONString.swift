extension TextWindow {
    /// The text of a JSON string that a ``JSONScanner`` has accepted, quotes included in the range.
    ///
    /// Nil where half a surrogate pair stands alone.
    package func jsonString(_ range: Range<Int>) -> String? {
        let inner = (range.lowerBound + 1)..<(range.upperBound - 1)
        let escape = firstOffset(in: inner) { $0 == UInt8(ascii: "\\") }
        guard escape < inner.upperBound else { return string(inner) }
        var decoder = JSONEscapeDecoder(rest: self[inner])
        return decoder.decode()
    }
}

/// Replaces the escapes in a JSON string by what they stand for.
private struct JSONEscapeDecoder {
    var rest: ArraySlice<UInt8>
    var text: [UInt8] = []

    mutating func decode() -> String? {
        while let byte = rest.popFirst() {
            if byte != UInt8(ascii: "\\") {
                text.append(byte)
            } else if !decodeEscape() {
                return nil
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func decodeEscape() -> Bool {
        switch rest.popFirst() {
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            guard let scalar = decodeScalar() else { return false }
            text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        case let byte?: text.append(byte)
        case nil: return false
        }
        return true
    }

    /// The scalar of four digits, or of a pair of surrogates in two escapes.
    private mutating func decodeScalar() -> Unicode.Scalar? {
        let first = decodeDigits()
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
        guard rest.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else { return nil }
        rest = rest.dropFirst(2)
        let second = decodeDigits()
        guard (0xDC00..<0xE000).contains(second) else { return nil }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private mutating func decodeDigits() -> UInt32 {
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        return digits.reduce(0) { $0 << 4 + (hexadecimalValue($1) ?? 0) }
    }
}
