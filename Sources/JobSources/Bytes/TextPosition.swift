/// A line and a column of a text, both counted from 1.
///
/// A column is a Unicode scalar. LF, CR and CRLF each end one line.
struct TextPosition: Equatable {
    private(set) var line = 1
    private(set) var column = 1
    private var isAfterCR = false

    /// Moves past some text.
    mutating func advance(over text: UnsafeRawBufferPointer) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "\n"):
                if !isAfterCR { line += 1 }
                column = 1
                isAfterCR = false
            case UInt8(ascii: "\r"):
                line += 1
                column = 1
                isAfterCR = true
            default:
                // Continuation bytes belong to the scalar that their first byte counted.
                if byte & 0xC0 != 0x80 { column += 1 }
                isAfterCR = false
            }
        }
    }
}
