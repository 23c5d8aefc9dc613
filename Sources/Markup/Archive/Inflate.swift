import CZlib

/// The bytes that a raw deflate stream holds; nil if it is damaged or holds any other number.
///
/// No more than that number is ever written.
func inflated(_ packed: [UInt8], byteCount: Int) -> [UInt8]? {
    var stream = z_stream()
    // A negative window size asks for a stream without zlib's own header.
    let opened = inflateInit2_(
        &stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard opened == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var input = packed
    var result = Z_OK
    let bytes = input.withUnsafeMutableBufferPointer { source in
        // One byte of room is needed for zlib to reach the end of an empty file.
        [UInt8](unsafeUninitializedCapacity: max(byteCount, 1)) { target, filled in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(max(byteCount, 1))
            result = inflate(&stream, Z_FINISH)
            filled = Int(stream.total_out)
        }
    }
    return result == Z_STREAM_END && bytes.count == byteCount ? bytes : nil
}

/// The checksum that ZIP keeps of a file.
func crc32(of bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { buffer in
        UInt32(truncatingIfNeeded: crc32(0, buffer.baseAddress, UInt32(buffer.count)))
    }
}
