/// Texts of which a few lines are damaged.
package enum FewBrokenLines {
    /// The encodings in which one stray byte spoils the characters behind it.
    private static let pairedEncodings: Set<String> = [
        "GB18030", "BIG5-HKSCS", "CP932", "EUC-JP", "CP949",
    ]

    /// A text as UTF-8, in which lines that cannot be decoded have U+FFFD for what is not ASCII.
    ///
    /// Nil where more than a line and every twentieth are such: then it is in another encoding. An
    /// encoding in which every byte is a character has no such lines.
    package static func decoded(_ bytes: [UInt8], as encoding: String) -> [UInt8]? {
        if case .text(let text) = WholeText.decode(bytes, as: encoding) { return text }
        guard pairedEncodings.contains(encoding) else { return nil }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let strangeCount = lines.count { $0.contains { $0 >= 0x80 } }
        var brokenCount = 0
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count * 3 / 2)
        for (index, line) in lines.enumerated() {
            if index > 0 { decoded.append(UInt8(ascii: "\n")) }
            if !line.contains(where: { $0 >= 0x80 }) {
                decoded += line
            } else if case .text(let text) = WholeText.decode(Array(line), as: encoding) {
                decoded += text
            } else {
                brokenCount += 1
                guard brokenCount <= max(1, strangeCount / 20), brokenCount * 3 <= strangeCount
                else { return nil }
                decoded += asciiOnly(line)
            }
        }
        return decoded
    }

    /// A line in which U+FFFD stands for each pair of bytes outside ASCII.
    private static func asciiOnly(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var kept: [UInt8] = []
        var isSecond = false
        for byte in line {
            if byte < 0x80 {
                kept.append(byte)
            } else if !isSecond {
                kept += "\u{FFFD}".utf8
            }
            isSecond = byte >= 0x80 && !isSecond
        }
        return kept
    }
}
