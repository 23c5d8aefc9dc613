import NIOCore

/// The gzip format (RFC 1952) without compression: deflate's stored blocks (RFC 1951, 3.2.4).
enum Gzip {
    private static let longestBlock = 65_535

    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]

    /// A header, and then a block of the kind that deflate reserves.
    static let broken = ByteBuffer(bytes: header + [UInt8](repeating: 0x07, count: 100))

    /// A gzip file that holds these bytes.
    static func file(of bytes: ByteBuffer) -> ByteBuffer {
        var rest = bytes
        var file = ByteBuffer(bytes: header)
        repeat {
            let count = min(rest.readableBytes, longestBlock)
            file.writeInteger(UInt8(count == rest.readableBytes ? 1 : 0))
            file.writeInteger(UInt16(count), endianness: .little)
            file.writeInteger(~UInt16(count), endianness: .little)
            if var block = rest.readSlice(length: count) { file.writeBuffer(&block) }
        } while rest.readableBytes > 0
        file.writeInteger(checksum(of: bytes), endianness: .little)
        file.writeInteger(UInt32(truncatingIfNeeded: bytes.readableBytes), endianness: .little)
        return file
    }

    private static func checksum(of bytes: ByteBuffer) -> UInt32 {
        ~bytes.readableBytesView.reduce(UInt32.max) { checksum, byte in
            (0..<8).reduce(checksum ^ UInt32(byte)) { value, _ in
                value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
            }
        }
    }
}
