#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A line and a column of a text, both counted from 1.
///
/// A column is a Unicode scalar. LF, CR and CRLF each end one line.
package struct TextPosition: Equatable {
    private(set) var line = 1
    private(set) var column = 1
    private var isAfterCR = false

    /// Moves past some text.
    mutating func advance(over text: UnsafeRawBufferPointer) {
        guard let last = TextPosition.lastLineBreak(in: text) else {
            column += TextPosition.scalarCount(text, from: 0)
            if !text.isEmpty { isAfterCR = false }
            return
        }
        line += lineBreakCount(text, through: last)
        column = 1 + TextPosition.scalarCount(text, from: last + 1)
        isAfterCR = last == text.count - 1 && text[last] == UInt8(ascii: "\r")
    }

    /// How many lines end; the LF of a CRLF ends none.
    private func lineBreakCount(_ text: UnsafeRawBufferPointer, through last: Int) -> Int {
        var count = 0
        var isAfterCR = isAfterCR
        for index in 0...last {
            let byte = text[index]
            guard byte <= UInt8(ascii: "\r") else {
                isAfterCR = false
                continue
            }
            let isCR = byte == UInt8(ascii: "\r")
            if isCR || (byte == UInt8(ascii: "\n") && !isAfterCR) { count &+= 1 }
            isAfterCR = isCR
        }
        return count
    }

    /// How many scalars begin; continuation bytes, 10xxxxxx, belong to one that has begun.
    private static func scalarCount(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
        var count = 0
        var index = start
        while index + 8 <= text.count {
            let word = text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            count &+= ((~word >> 7 | word >> 6) & 0x0101_0101_0101_0101).nonzeroBitCount
            index &+= 8
        }
        while index < text.count {
            if text[index] & 0xC0 != 0x80 { count &+= 1 }
            index &+= 1
        }
        return count
    }

    private static func lastLineBreak(in text: UnsafeRawBufferPointer) -> Int? {
        guard let base = text.baseAddress, let end = text.last else { return nil }
        // Most calls are for a row, which ends in a break, or for an element without any.
        if !isLineBreak(end), memchr(base, 0x0A, text.count) == nil,
            memchr(base, 0x0D, text.count) == nil
        {
            return nil
        }
        var last = text.count - 1
        while !isLineBreak(text[last]) { last &-= 1 }
        return last
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
