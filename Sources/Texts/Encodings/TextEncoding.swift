/// The encoding of an input: UTF-8, or another by iconv's name for it.
package struct TextEncoding: Equatable {
    /// As it was given.
    package let name: String

    package init(
        name: String
    ) {
        self.name = name
    }

    static let utf8 = TextEncoding(name: "UTF-8")

    package var isUTF8: Bool {
        ["UTF-8", "UTF8"].contains(name.uppercased())
    }

    /// The encoding that a byte order mark at the front tells, and the mark's length.
    package static func byteOrderMark(
        _ front: some Sequence<UInt8>
    ) -> (encoding: TextEncoding, length: Int)? {
        if front.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        // The mark of UTF-32LE begins with that of UTF-16LE.
        if front.starts(with: [0xFF, 0xFE, 0, 0]) { return (TextEncoding(name: "UTF-32LE"), 4) }
        if front.starts(with: [0, 0, 0xFE, 0xFF]) { return (TextEncoding(name: "UTF-32BE"), 4) }
        if front.starts(with: [0xFF, 0xFE]) { return (TextEncoding(name: "UTF-16LE"), 2) }
        if front.starts(with: [0xFE, 0xFF]) { return (TextEncoding(name: "UTF-16BE"), 2) }
        return nil
    }
}

extension Collection<UInt8> {
    /// The bytes without the byte order mark of UTF-8.
    package var withoutUTF8Mark: SubSequence {
        guard let mark = TextEncoding.byteOrderMark(self), mark.encoding.isUTF8 else {
            return self[...]
        }
        return dropFirst(mark.length)
    }
}

/// Bytes that are no text in the encoding they are read in.
package struct UndecodableBytes: Equatable {
    /// Where they stand in the input, counted from 0.
    let byteOffset: Int
    /// The first few of them.
    let bytes: [UInt8]
    let encoding: TextEncoding
    /// Whether the encoding was given or told by a mark, not assumed.
    let isEncodingKnown: Bool
    /// Whether the input ends within the character they begin.
    let isCutOff: Bool

    /// What happened and what to do next.
    package var message: String {
        let shown = bytes.map { hexadecimal([$0]).uppercased() }.joined(separator: " ")
        let what =
            isCutOff
            ? "the input ends within a character, at byte offset \(byteOffset) (\(shown))"
            : "the bytes \(shown) at byte offset \(byteOffset) are not \(encoding.name)"
        return isEncodingKnown
            ? "\(what); repair the file, or give its real encoding with --encoding"
            : "\(what); if the file is in another encoding, name it with --encoding, for example "
                + "GB18030 or Big5 (Chinese), Shift_JIS (Japanese), Windows-1252 (Western Europe), "
                + "UTF-16LE"
    }
}
