import DurableFiles

/// The tags that stand around and between the frames of an MP3.
///
/// Sources: id3.org's ID3v2.2, 2.3 and 2.4 and Lyrics3 v2; hydrogenaudio's APEv2.
extension ByteWindow {
    /// The length of the ID3v2 or APE tag at an offset; nil where there is none.
    mutating func tagByteCount(at offset: Int) throws(FileError) -> Int? {
        switch try word(at: offset).map({ $0 >> 8 }) {
        case 0x49_4433: try id3v2ByteCount(at: offset)  // ID3
        case 0x41_5045: try apeByteCount(startingAt: offset)  // APE
        default: nil
        }
    }

    /// The length of the tag that ends at an offset; nil where there is none.
    mutating func tagByteCount(endingAt end: Int) throws(FileError) -> Int? {
        if try has("TAG", at: end - 128) { return 128 }
        if try has("APETAGEX", at: end - 32) { return try apeByteCount(footerAt: end - 32) }
        if try has("LYRICS200", at: end - 9) { return try lyricsByteCount(endingAt: end) }
        if try has("3DI", at: end - 10) {
            return try synchsafe(at: end - 4).map { $0 + 20 }
        }
        return nil
    }

    private mutating func id3v2ByteCount(at offset: Int) throws(FileError) -> Int? {
        guard offset + 10 <= count, let size = try synchsafe(at: offset + 6) else { return nil }
        let version = try byte(at: offset + 3)
        let flags = try byte(at: offset + 5)
        guard (2...4).contains(version) else { return nil }
        let hasFooter = version == 4 && flags & 0x10 != 0
        return 10 + size + (hasFooter ? 10 : 0)
    }

    private mutating func apeByteCount(startingAt offset: Int) throws(FileError) -> Int? {
        guard try has("APETAGEX", at: offset), offset + 32 <= count else { return nil }
        let flags = try littleEndian(at: offset + 20)
        let isHeader = flags & 0x2000_0000 != 0
        // The size counts the items and the footer, but not the header.
        return isHeader ? 32 + (try littleEndian(at: offset + 12)) : 32
    }

    private mutating func apeByteCount(footerAt offset: Int) throws(FileError) -> Int? {
        let size = try littleEndian(at: offset + 12)
        let hasHeader = try littleEndian(at: offset + 20) & 0x8000_0000 != 0
        return size + (hasHeader ? 32 : 0)
    }

    private mutating func lyricsByteCount(endingAt end: Int) throws(FileError) -> Int? {
        guard end >= 15 else { return nil }
        var size = 0
        for offset in (end - 15)..<(end - 9) {
            let digit = try byte(at: offset)
            guard (0x30...0x39).contains(digit) else { return nil }
            size = size * 10 + Int(digit - 0x30)
        }
        return size + 15
    }

    /// Four bytes of seven bits each; nil where one has its eighth bit set.
    private mutating func synchsafe(at offset: Int) throws(FileError) -> Int? {
        guard let word = try word(at: offset), word & 0x8080_8080 == 0 else { return nil }
        return Int(word >> 24 & 0x7F) << 21 | Int(word >> 16 & 0x7F) << 14
            | Int(word >> 8 & 0x7F) << 7 | Int(word & 0x7F)
    }

    private mutating func littleEndian(at offset: Int) throws(FileError) -> Int {
        Int((try word(at: offset) ?? 0).byteSwapped)
    }
}
