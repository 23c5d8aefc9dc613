#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Whole files and whole texts, which fit into memory.
package enum WholeText {
    /// What bytes say in an encoding.
    package enum Decoding: Equatable, Sendable {
        /// The text as UTF-8, without a byte order mark.
        case text([UInt8])
        /// The bytes are no text in it; the reason says which and where.
        case undecodable(reason: String)
        /// iconv does not know the encoding.
        case unknownEncoding
    }

    /// A file's bytes; nil if there are more than the limit.
    ///
    /// A pipe or a device is refused.
    package static func bytes(
        ofFileAt path: String, limit: Int
    ) throws(TextError) -> [UInt8]? {
        // A pipe without a writer would otherwise hold up the opening.
        let file = try InputFile(path: path, flags: O_NONBLOCK)
        guard let size = file.regularFileSize() else {
            throw .unreadable(path: path, reason: "it is not a regular file")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(size, limit))
        var chunk = [UInt8](repeating: 0, count: TextDecoder.chunkByteCount)
        while bytes.count <= limit {
            let count = try chunk.withUnsafeMutableBufferPointer {
                (chunk: inout UnsafeMutableBufferPointer<UInt8>) throws(TextError) -> Int in
                try file.read(into: UnsafeMutableRawBufferPointer(chunk))
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
        }
        return nil
    }

    /// Decodes bytes; a byte order mark counts more than the encoding given, by iconv's name.
    package static func decode(_ bytes: [UInt8], as encoding: String) -> Decoding {
        var decoder = TextDecoder(source: ByteSource(bytes), encoding: TextEncoding(name: encoding))
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        do {
            while true {
                switch try decoder.decode(into: &text) {
                case .more: break
                case .end: return .text(text)
                case .undecodable(let found): return .undecodable(reason: found.fact)
                }
            }
        } catch {
            return .unknownEncoding
        }
    }

    /// The encoding, by iconv's name, that a byte order mark at the front tells; nil without one.
    package static func encodingOfMark(_ bytes: [UInt8]) -> String? {
        TextEncoding.byteOrderMark(bytes)?.encoding.name
    }

    /// Whether bytes are well-formed UTF-8 from end to end.
    package static func isUTF8(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { UTF8Prefix(of: $0).count } == bytes.count
    }
}

extension UndecodableBytes {
    /// What happened, without advice.
    fileprivate var fact: String {
        isCutOff
            ? "the text ends within a character, at byte offset \(byteOffset)"
            : "the bytes at byte offset \(byteOffset) are not \(encoding.name)"
    }
}
