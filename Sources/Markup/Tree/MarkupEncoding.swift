package import Texts

/// The encoding of a file of markup.
package enum MarkupEncoding {
    /// The encoding of a file.
    ///
    /// A byte order mark counts most, then the encoding named, then UTF-8, be it with a few stray
    /// bytes, then what the file declares, then what its bytes look like, then Windows-1252, which the HTML
    /// standard takes for the rest.
    package static func found(of bytes: [UInt8], named name: String?) -> FoundEncoding {
        if let mark = WholeText.encodingOfMark(bytes) { return FoundEncoding(mark, by: .mark) }
        if let name { return FoundEncoding(name, by: .named) }
        if !bytes.contains(0), isUTF8(String(decoding: bytes, as: UTF8.self)) {
            return FoundEncoding("UTF-8", by: .form)
        }
        // What is no UTF-8 declares wrongly that it is.
        if let name = declared(bytes), !isNameOfUTF8(name) {
            return FoundEncoding(name, by: .declared)
        }
        return EncodingDetector.encoding(of: bytes) ?? FoundEncoding("WINDOWS-1252", by: .guessed)
    }

    /// The text of a file; bytes that its encoding does not have become U+FFFD.
    package static func decoded(_ bytes: [UInt8], as encoding: FoundEncoding) -> String {
        let mark = TextEncoding.byteOrderMark(bytes)?.length ?? 0
        return decoded(bytes.dropFirst(mark), from: encoding.name)
    }

    /// Whether bytes that were decoded as UTF-8 are: few of the characters beyond ASCII are
    /// damaged, of which those of another encoding have several for each that looks whole.
    private static func isUTF8(_ decoded: String) -> Bool {
        var (lost, found) = (0, 0)
        for scalar in decoded.unicodeScalars where !scalar.isASCII {
            if scalar == "\u{FFFD}" { lost += 1 } else { found += 1 }
        }
        return lost * 4 <= found
    }

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

    private static func isNameOfUTF8(_ name: String) -> Bool {
        ["UTF-8", "UTF8"].contains(name.uppercased())
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>, from name: String) -> String {
        // Pages that say ISO-8859-1 mean Windows-1252, as every browser takes it.
        let name =
            ["ISO-8859-1", "LATIN1", "US-ASCII"].contains(name.uppercased())
            ? "WINDOWS-1252" : name
        guard !isNameOfUTF8(name), let converter = CharacterConverter(encoding: name)
        else { return String(decoding: bytes, as: UTF8.self) }
        return String(decoding: converter.lossyText(of: Array(bytes)), as: UTF8.self)
    }
}
