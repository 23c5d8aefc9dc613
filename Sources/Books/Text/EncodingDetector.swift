import JobSources

/// Finds the encoding of a text from its bytes.
///
/// A byte order mark decides; then whatever is UTF-8 is UTF-8; then the encoding in which the bytes
/// decode cleanly and are likeliest to be a text of one of its languages (``EncodingModel``).
package enum EncodingDetector {
    /// As many bytes with characters outside ASCII tell any two encodings apart.
    private static let sampleByteCount = 24 * 1024

    /// The encoding by iconv's name; nil if the bytes are no text in any that is known.
    package static func encoding(of bytes: [UInt8]) -> String? {
        if let marked = WholeText.encodingOfMark(bytes) { return marked }
        if let wide = unmarkedUTF16(bytes) { return wide }
        if WholeText.isUTF8(bytes) || isDamagedUTF8(bytes) { return "UTF-8" }
        let sample = sample(of: bytes)
        for (encoding, isText) in ranked(sample) where isText {
            if case .text = WholeText.decode(bytes, as: encoding) { return encoding }
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
        guard case .text(let text) = WholeText.decode(sample, as: encoding) else { return [] }
        return Array(String(decoding: text, as: UTF8.self).unicodeScalars)
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

    /// Whether bytes are UTF-8 but for a few: they are to be refused, not read in another encoding.
    private static func isDamagedUTF8(_ bytes: [UInt8]) -> Bool {
        var (whole, broken) = (0, 0)
        var index = 0
        while index < bytes.count {
            let length = sequenceLength(bytes[index])
            let end = min(index + max(length, 1), bytes.count)
            if length > 1, end - index == length,
                bytes[(index + 1)..<end].allSatisfy({ $0 & 0xC0 == 0x80 })
            {
                whole += 1
                index = end
            } else {
                if bytes[index] >= 0x80 { broken += 1 }
                index += 1
            }
        }
        return whole > 20 * broken
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
