import CZlib
import Foundation
import NIOHTTP1

extension ReceivedReply {
    /// The body unpacked where it is packed, which some servers do unasked.
    ///
    /// No more than the limit is ever written. What cannot be unpacked stays as it came.
    func unpacked(limit: Int = Exchange.maximumByteCount) -> (bytes: Data, isTooLarge: Bool) {
        let encodings = headers["Content-Encoding"].joined().lowercased()
        let isPacked = encodings.contains("gzip") || encodings.contains("deflate")
        guard isPacked || bytes.starts(with: [0x1F, 0x8B]) else { return (bytes, end == .tooLarge) }
        // Both headers, zlib's and gzip's, or none at all, which some call deflate.
        for window in [MAX_WBITS + 32, -MAX_WBITS] {
            let result = Self.inflated(bytes, windowBits: window, limit: limit)
            if !result.isEmpty { return (result, end == .tooLarge || result.count > limit) }
        }
        return (bytes, end == .tooLarge)
    }

    /// What can be unpacked, up to one byte more than the limit; empty where nothing can.
    private static func inflated(_ packed: Data, windowBits: Int32, limit: Int) -> Data {
        var stream = z_stream()
        let opened = inflateInit2_(
            &stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard opened == Z_OK else { return Data() }
        defer { inflateEnd(&stream) }
        var input = Array(packed)
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        var result = Data()
        input.withUnsafeMutableBufferPointer { source in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            var status = Z_OK
            while status == Z_OK, result.count <= limit {
                piece.withUnsafeMutableBufferPointer { target in
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(target.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    let count = target.count - Int(stream.avail_out)
                    result.append(Data(target.prefix(min(count, limit + 1 - result.count))))
                }
            }
        }
        return result
    }
}
