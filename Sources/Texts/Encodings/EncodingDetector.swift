/// Finds the encoding of a text from its bytes.
///
/// A byte order mark decides, or an escape sequence; then whatever is UTF-8 is UTF-8; then the encoding in which the bytes
/// decode cleanly and are likeliest to be a text of one of its languages (``EncodingModel``).
package enum EncodingDetector {
    /// As many bytes with characters outside ASCII tell any two encodings apart.
    private static let sampleByteCount = 24 * 1024

    /// The encoding by iconv's name; nil if the bytes are no text in any that is known.
    package static func encoding(of bytes: [UInt8]) -> String? {
        if let marked = WholeText.encodingOfMark(bytes) { return marked }
        if let wide = unmarkedUTF16(bytes) { return wide }
        if let shifted = shiftedJapanese(bytes) { return shifted }
        if WholeText.isUTF8(bytes) || isDamagedUTF8(bytes) { return "UTF-8" }
        let sample = sample(of: bytes)
        for (encoding, isText) in ranked(sample) where isText {
            if decodedButForFewLines(bytes, as: encoding) != nil { return encoding }
        }
        return nil
    }

    /// The encodings that a sample decodes in, from the likeliest on, and whether it is a text there.
    private static func ranked(_ sample: [UInt8]) -> [(encoding: String, isText: Bool)] {
        var decoded: [String: [Unicode.Scalar]] = [:]
        var best: [(encoding: String, cost: Float, isText: Bool)] = []
        for model in EncodingModel.all {
            let text = decoded[model.encoding] ?? scalars(sample, in: model.encoding)
            decoded[model.encoding] = text
            guard !text.isEmpty else { continue }
            let cost = model.cost(of: text)
            let strangeCount = text.count { $0.value >= 0x80 }
            let strangeCost = cost - Float(text.count - strangeCount) * EncodingModel.asciiCost
            best.append(
                (model.encoding, cost, model.isText(cost: strangeCost, count: strangeCount)))
        }
        // The sort is stable, so the likelier encoding stays first where two say the same.
        return best.sorted { $0.cost < $1.cost }.map { ($0.encoding, $0.isText) }
    }

    private static func scalars(_ sample: [UInt8], in encoding: String) -> [Unicode.Scalar] {
        guard let text = decodedButForFewLines(sample, as: encoding) else { return [] }
        // What cannot be decoded costs as much as a rare character, so that leaving it out gains nothing.
        return String(decoding: text, as: UTF8.self).unicodeScalars
            .map { $0 == "\u{FFFD}" ? "\u{9FA5}" : $0 }
    }

    /// The encodings in which one stray byte spoils the characters behind it.
    private static let pairedEncodings: Set<String> = [
        "GB18030", "BIG5-HKSCS", "CP932", "EUC-JP", "CP949",
    ]

    /// A text as UTF-8, in which lines that cannot be decoded have U+FFFD for what is not ASCII.
    ///
    /// Nil where more than a line and every twentieth are such: then it is in another encoding. An
    /// encoding in which every byte is a character has no such lines.
    package static func decodedButForFewLines(_ bytes: [UInt8], as encoding: String) -> [UInt8]? {
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

    /// The first lines that have bytes outside ASCII; no candidate has a line feed in a character.
    private static func sample(of bytes: [UInt8]) -> [UInt8] {
        var sample: [UInt8] = []
        for line in bytes.split(separator: UInt8(ascii: "\n"))
        where line.contains(where: { $0 >= 0x80 }) {
            sample += line
            sample.append(UInt8(ascii: "\n"))
            if sample.count >= sampleByteCount { break }
        }
        return sample
    }

    /// UTF-16 without a mark, which shows by NUL in every other byte of its ASCII characters.
    private static func unmarkedUTF16(_ bytes: [UInt8]) -> String? {
        let front = bytes.prefix(4096)
        guard front.count >= 8 else { return nil }
        var zeros = [0, 0]
        for (offset, byte) in front.enumerated() where byte == 0 { zeros[offset & 1] += 1 }
        let many = front.count / 8
        if zeros[1] > many, zeros[0] * 16 < zeros[1] { return "UTF-16LE" }
        if zeros[0] > many, zeros[1] * 16 < zeros[0] { return "UTF-16BE" }
        return nil
    }

    /// ISO 2022 in its Japanese forms.
    ///
    /// Seven bits, with escape sequences that shift to other characters. Half-width kana are only in
    /// the third of them.
    private static func shiftedJapanese(_ bytes: [UInt8]) -> String? {
        let escape: UInt8 = 0x1B
        guard let first = bytes.firstIndex(of: escape), !bytes.contains(where: { $0 >= 0x80 })
        else {
            return nil
        }
        let isShifted = ["$@", "$B", "(I"].contains { bytes[(first + 1)...].starts(with: $0.utf8) }
        guard isShifted else { return nil }
        let kana = Array("(I".utf8)
        let hasKana = bytes.indices.contains {
            bytes[$0] == escape && bytes[($0 + 1)...].starts(with: kana)
        }
        return hasKana ? "ISO-2022-JP-3" : "ISO-2022-JP"
    }

    /// Whether bytes are UTF-8 but for a few: they are to be refused, not read in another encoding.
    ///
    /// Hardly anything but UTF-8 has a whole sequence of three bytes, or one that begins as Western
    /// letters do there, so that one of these outweighs a broken byte; of others it takes two.
    private static func isDamagedUTF8(_ bytes: [UInt8]) -> Bool {
        var (weight, broken) = (0, 0)
        var index = 0
        while index < bytes.count {
            let length = sequenceLength(bytes[index])
            let end = min(index + max(length, 1), bytes.count)
            if length > 1, end - index == length,
                bytes[(index + 1)..<end].allSatisfy({ $0 & 0xC0 == 0x80 })
            {
                weight += length > 2 || bytes[index] == 0xC3 ? 2 : 1
                index = end
            } else {
                if bytes[index] >= 0x80 { broken += 1 }
                index += 1
            }
        }
        return weight > 0 && weight >= 2 * broken
    }

    private static func sequenceLength(_ lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
