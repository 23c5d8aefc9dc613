/// A file in a ZIP archive, as the directory has it.
struct ZIPEntry {
    let name: String
    /// 0 is stored, 8 is deflate.
    let method: UInt16
    let isEncrypted: Bool
    let isLink: Bool
    let checksum: UInt32
    let packedByteCount: Int
    let byteCount: Int
    /// Where its own header stands in the file.
    let headerOffset: Int

    /// The entry at an offset of the directory and the length of its record; nil if it is damaged.
    static func parse(
        _ directory: [UInt8], at offset: Int, lead: Int
    ) -> (entry: ZIPEntry, length: Int)? {
        let nameStart = offset + 46
        guard nameStart <= directory.count, directory.littleEndian32(at: offset) == 0x0201_4B50
        else { return nil }
        let nameCount = Int(directory.littleEndian16(at: offset + 28))
        let extraCount = Int(directory.littleEndian16(at: offset + 30))
        let commentCount = Int(directory.littleEndian16(at: offset + 32))
        let end = nameStart + nameCount + extraCount + commentCount
        guard end <= directory.count else { return nil }
        let extraStart = nameStart + nameCount
        var large = LargeSizes(directory[extraStart..<(extraStart + extraCount)])
        // The extra field holds only those numbers that do not fit, in this order.
        guard let byteCount = large.number(directory.littleEndian32(at: offset + 24)),
            let packedByteCount = large.number(directory.littleEndian32(at: offset + 20)),
            let headerOffset = large.number(directory.littleEndian32(at: offset + 42)),
            headerOffset <= Int.max - lead
        else { return nil }
        let mode = directory.littleEndian32(at: offset + 38) >> 16
        let isUnix = directory[offset + 5] == 3
        let entry = ZIPEntry(
            name: name(directory[nameStart..<extraStart]),
            method: directory.littleEndian16(at: offset + 10),
            isEncrypted: directory[offset + 8] & 1 != 0,
            isLink: isUnix && mode & 0xF000 == 0xA000,
            checksum: directory.littleEndian32(at: offset + 16),
            packedByteCount: packedByteCount, byteCount: byteCount,
            headerOffset: headerOffset + lead)
        return (entry, end - offset)
    }

    /// EPUB asks for UTF-8; what is not is the code page 437 that ZIP began with.
    private static func name(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(validating: bytes, as: UTF8.self) ?? String(bytes.map(character437))
        return String(text.map { $0 == "\\" ? "/" : $0 })
    }

    private static func character437(_ byte: UInt8) -> Character {
        byte < 128 ? Character(Unicode.Scalar(byte)) : upper437[Int(byte) - 128]
    }

    private static let upper437 = Array(
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
            + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}")
}

/// The ZIP64 numbers of an entry, taken one by one.
private struct LargeSizes {
    private var numbers: ArraySlice<UInt8> = []

    init(_ extra: ArraySlice<UInt8>) {
        var rest = extra
        while rest.count >= 4 {
            let head = Array(rest.prefix(4))
            let field = rest.dropFirst(4).prefix(Int(head.littleEndian16(at: 2)))
            if head.littleEndian16(at: 0) == 1 {
                numbers = field
                return
            }
            rest = rest.dropFirst(4 + field.count)
        }
    }

    /// The number of a field, or what the extra field has for it; nil if that is missing.
    mutating func number(_ small: UInt32) -> Int? {
        guard small == 0xFFFF_FFFF else { return Int(small) }
        guard numbers.count >= 8 else { return nil }
        defer { numbers = numbers.dropFirst(8) }
        return Int(exactly: Array(numbers.prefix(8)).littleEndian64(at: 0))
    }
}
