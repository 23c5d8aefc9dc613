/// The encoding of a file that is read from front to back, found without keeping what is UTF-8.
package enum StreamedEncoding {
    /// Nobody makes a larger list in another encoding by hand, and a guess needs all of it.
    private static let limit = 64 * 1024 * 1024

    /// The encoding of a file; nil if it is no text in any that is known.
    ///
    /// The file is read to its end, in little memory where it is UTF-8.
    package static func found(ofFileAt path: String) throws(TextError) -> FoundEncoding? {
        if try isPlainUTF8(path) { return FoundEncoding("UTF-8", by: .form) }
        guard let bytes = try WholeText.bytes(ofFileAt: path, limit: limit) else { return nil }
        return foundEncoding(of: bytes, named: nil)
    }

    /// Whether a file is UTF-8 and nothing in it speaks for another encoding: neither the zeros of
    /// UTF-16 nor escape sequences.
    private static func isPlainUTF8(_ path: String) throws(TextError) -> Bool {
        let file = try InputFile(path: path, flags: 0)
        var chunk = [UInt8](repeating: 0, count: TextDecoder.chunkByteCount)
        var held = 0
        while true {
            let front = held
            let count = try chunk.withUnsafeMutableBufferPointer {
                (chunk: inout UnsafeMutableBufferPointer<UInt8>) throws(TextError) -> Int in
                let free = UnsafeMutableBufferPointer(rebasing: chunk[front...])
                return try file.read(into: UnsafeMutableRawBufferPointer(free))
            }
            if count == 0 { return held == 0 }
            held += count
            let isPlain = chunk.withUnsafeMutableBytes { bytes in
                let read = UnsafeRawBufferPointer(rebasing: bytes[..<held])
                let prefix = UTF8Prefix(of: read)
                guard prefix.rest != .malformed, !read.contains(where: { $0 == 0 || $0 == 0x1B })
                else { return false }
                let rest = UnsafeRawBufferPointer(rebasing: read[prefix.count...])
                bytes.copyMemory(from: rest)
                held = rest.count
                return true
            }
            guard isPlain else { return false }
        }
    }
}
