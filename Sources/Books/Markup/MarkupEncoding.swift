#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The encoding of a file of markup.
enum MarkupEncoding {
    /// The text of a file; bytes that its encoding does not have become U+FFFD.
    ///
    /// A byte order mark counts most, then the encoding named, then UTF-8, then
    /// what the file declares, then what its bytes look like, then Windows-1252, which the HTML
    /// standard takes for the rest.
    static func decoded(_ bytes: [UInt8], named name: String?) -> String {
        for mark in marks where bytes.starts(with: mark.bytes) {
            return decoded(bytes.dropFirst(mark.bytes.count), from: mark.encoding)
        }
        if let name { return decoded(bytes[...], from: name) }
        if let utf8 = String(validating: bytes, as: UTF8.self) { return utf8 }
        let name = declared(bytes) ?? EncodingDetector.encoding(of: bytes) ?? "WINDOWS-1252"
        return decoded(bytes[...], from: name)
    }

    private static let marks: [(bytes: [UInt8], encoding: String)] = [
        ([0xEF, 0xBB, 0xBF], "UTF-8"), ([0xFF, 0xFE], "UTF-16LE"), ([0xFE, 0xFF], "UTF-16BE"),
    ]

    /// What `encoding="…"` or `charset=…` within the first bytes names; nil without either.
    static func declared(_ bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(2048), as: UTF8.self).lowercased()
        for key in ["encoding=", "charset="] {
            guard let range = head.firstRange(of: key) else { continue }
            let name = head[range.upperBound...].drop { "\"' ".contains($0) }
                .prefix { $0.isLetter || $0.isNumber || "-_.:".contains($0) }
            if !name.isEmpty { return name.uppercased() }
        }
        return nil
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>, from name: String) -> String {
        // Pages that say ISO-8859-1 mean Windows-1252, as every browser takes it.
        let name =
            ["ISO-8859-1", "LATIN1", "US-ASCII"].contains(name.uppercased())
            ? "WINDOWS-1252" : name
        guard !["UTF-8", "UTF8"].contains(name.uppercased()), !name.contains("/"),
            let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1)
        else { return String(decoding: bytes, as: UTF8.self) }
        defer { iconv_close(converter) }
        return String(decoding: converted(Array(bytes), by: converter), as: UTF8.self)
    }

    private static func converted(_ bytes: [UInt8], by converter: iconv_t) -> [UInt8] {
        var (input, text) = (bytes, [UInt8]())
        var buffer = [CChar](repeating: 0, count: 64 * 1024)
        input.withUnsafeMutableBytes { source in
            var from = source.bindMemory(to: CChar.self).baseAddress
            var left = source.count
            while left > 0 {
                let (result, reason, room) = buffer.withUnsafeMutableBufferPointer { target in
                    var to = target.baseAddress
                    var room = target.count
                    let result = iconv(converter, &from, &left, &to, &room)
                    return (result, errno, room)
                }
                text += buffer[..<(buffer.count - room)].lazy.map { UInt8(bitPattern: $0) }
                if result == -1, reason != E2BIG {
                    text += [0xEF, 0xBF, 0xBD]
                    from = from?.advanced(by: 1)
                    left -= 1
                }
            }
        }
        return text
    }
}
