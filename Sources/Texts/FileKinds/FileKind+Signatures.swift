extension FileKind {
    /// What the first bytes of a file tell, some thousand of them where it is longer.
    ///
    /// An archive may be packed of anything, and a compound file of Microsoft's is an
    /// ``otherDocument`` here.
    package init(startingWith head: [UInt8]) {
        if head.isEmpty {
            self = .empty
        } else if let signed = Self.signed(head) {
            self = signed
        } else if let text = ShownText(head) {
            self = text.kind
        } else {
            self = Self.soundsLikeMPEG(head) ? .sound : .data
        }
    }

    /// The kind of which a file's signature speaks; nil without one.
    private static func signed(_ head: [UInt8]) -> FileKind? {
        func has(_ bytes: some Sequence<UInt8>, at offset: Int) -> Bool {
            head.count > offset && head[offset...].starts(with: bytes)
        }
        if let found = signatures.first(where: { has($0.bytes, at: $0.offset) }) {
            return found.kind
        }
        if let found = words.first(where: { has($0.word.utf8, at: $0.offset) }) {
            return found.kind
        }
        // Packets of 188 bytes each begin with the same byte: ISO/IEC 13818-1, 2.4.3.2.
        let isStream = head.count > 564 && [0, 188, 376, 564].allSatisfy { head[$0] == 0x47 }
        if isStream { return .film }
        // A PDF may have other bytes before its first line: ISO 32000-1, H.3.
        let front = head.prefix(1024)
        let isPDF = front.indices.contains { front[$0] == 0x25 && has("%PDF-".utf8, at: $0) }
        return isPDF ? .pdf : nil
    }

    /// Sources: the formats' own documents.
    private static let signatures: [(offset: Int, bytes: [UInt8], kind: FileKind)] = [
        (0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .otherDocument),
        (0, [0x89, 0x50, 0x4E, 0x47], .picture), (0, [0xFF, 0xD8, 0xFF], .picture),
        (0, [0x1A, 0x45, 0xDF, 0xA3], .film), (0, [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66], .film),
        (0, [0, 0, 1, 0xBA], .film), (0, [0, 0, 1, 0xB3], .film),
        (0, [0x1F, 0x8B, 8], .archive), (0, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], .archive),
        (0, [0x28, 0xB5, 0x2F, 0xFD], .archive), (0, [0x37, 0x7A, 0xBC, 0xAF], .archive),
        (0, [0x7F, 0x45, 0x4C, 0x46], .program),
    ]

    private static let words: [(offset: Int, word: String, kind: FileKind)] = [
        (0, "PK\u{3}\u{4}", .archive), (0, "PK\u{5}\u{6}", .archive),
        (0, "Rar!\u{1A}\u{7}", .archive), (0, "BZh91AY&SY", .archive), (257, "ustar", .archive),
        (0, "SQLite format 3\0", .database), (0, "{\\rtf", .richText),
        (60, "BOOKMOBI", .kindleBook), (60, "TEXtREAd", .kindleBook), (0, "ITOLITLS", .kindleBook),
        (0, "GIF87a", .picture), (0, "GIF89a", .picture), (8, "WEBP", .picture),
        (0, "II*\0", .picture), (0, "MM\0*", .picture), (0, "8BPS\0", .picture),
        (0, "AT&TFORM", .picture), (4, "ftypheic", .picture), (4, "ftypavif", .picture),
        (4, "ftypmif1", .picture),
        (0, "ID3\u{2}", .sound), (0, "ID3\u{3}", .sound), (0, "ID3\u{4}", .sound),
        (0, "fLaC", .sound), (0, "OggS\0", .sound), (8, "WAVEfmt", .sound), (8, "AIFF", .sound),
        (4, "ftypM4A", .sound), (4, "ftypM4B", .sound),
        (4, "ftyp", .film), (4, "moov", .film), (4, "mdat", .film), (8, "AVI LIST", .film),
        (0, "FLV\u{1}", .film),
    ]

    /// Whether bytes that are no text begin as a frame of MPEG audio does: ISO/IEC 11172-3, 2.4.1.3.
    private static func soundsLikeMPEG(_ head: [UInt8]) -> Bool {
        head.count > 2 && head[0] == 0xFF && head[1] & 0xE0 == 0xE0 && head[1] & 0x18 != 0x08
            && head[2] & 0xF0 != 0xF0
    }
}
