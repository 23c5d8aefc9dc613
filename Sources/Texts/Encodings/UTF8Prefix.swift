/// What stands after the bytes that could be decoded.
package enum UndecodedRest {
    case nothing
    /// A character begins that the next bytes may complete.
    case incomplete
    case malformed
}

/// How far bytes are well-formed UTF-8, and what stands after that.
struct UTF8Prefix {
    private(set) var count = 0
    private(set) var rest = UndecodedRest.nothing

    /// Measures bytes by table 3-7 of the Unicode Standard, "Well-Formed UTF-8 Byte Sequences".
    init(of bytes: UnsafeRawBufferPointer) {
        measure(bytes)
    }

    private mutating func measure(_ bytes: UnsafeRawBufferPointer) {
        while count < bytes.count {
            skipASCII(in: bytes)
            guard count < bytes.count else { return }
            let length = UTF8Prefix.sequenceLength(bytes[count])
            guard length > 0 else { return rest = .malformed }
            for offset in 1..<max(length, 1) {
                guard count + offset < bytes.count else { return rest = .incomplete }
                let range = UTF8Prefix.continuation(after: bytes[count], at: offset)
                guard range.contains(bytes[count + offset]) else { return rest = .malformed }
            }
            count += length
        }
    }

    private mutating func skipASCII(in bytes: UnsafeRawBufferPointer) {
        while count + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: count, as: UInt64.self)
            guard word & 0x8080_8080_8080_8080 == 0 else { break }
            count += 8
        }
        while count < bytes.count, bytes[count] < 0x80 { count += 1 }
    }

    private static func sequenceLength(_ lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
    }

    private static func continuation(after lead: UInt8, at offset: Int) -> ClosedRange<UInt8> {
        switch (lead, offset) {
        case (0xE0, 1): 0xA0...0xBF
        case (0xED, 1): 0x80...0x9F
        case (0xF0, 1): 0x90...0xBF
        case (0xF4, 1): 0x80...0x8F
        default: 0x80...0xBF
        }
    }
}
