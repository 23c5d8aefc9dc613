/// Which bytes of a text its encoding is told by.
enum EncodingSample {
    /// As many bytes with characters outside ASCII tell any two encodings apart.
    private static let byteCount = 8 * 1024
    /// As many bytes of ASCII tell the language that stands around a few other characters.
    private static let plainByteCount = 1024

    /// Lines with bytes outside ASCII, from all over the text, and the first with letters of ASCII
    /// alone; no candidate has the end of a line within a character.
    static func lines(of bytes: [UInt8]) -> [UInt8] {
        var strange: [ArraySlice<UInt8>] = []
        var plain: [UInt8] = []
        var count = 0
        for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            if line.contains(where: { $0 >= 0x80 }) {
                strange.append(line)
                count += line.count
            } else if plain.count < plainByteCount, isProse(line) {
                plain += line.prefix(plainByteCount) + [0x0A]
            }
        }
        let step = max(1, count / byteCount)
        var sample: [UInt8] = []
        for index in stride(from: 0, to: strange.count, by: step) {
            sample += strange[index].prefix(byteCount) + [0x0A]
        }
        return sample + plain
    }

    /// The first bytes, for encodings of two bytes a character.
    static func units(of bytes: [UInt8]) -> [UInt8] {
        bytes.count.isMultiple(of: 2) ? Array(bytes.prefix(byteCount / 2)) : []
    }

    /// A sample as it reads in an encoding; nil if it does not.
    static func decoded(_ sample: [UInt8], as encoding: String) -> DecodedSample? {
        guard !sample.isEmpty, let text = FewBrokenLines.decoded(sample, as: encoding) else {
            return nil
        }
        // What cannot be decoded costs as much as a rare character, so that leaving it out gains nothing.
        return DecodedSample(
            String(decoding: text, as: UTF8.self).unicodeScalars
                .map { $0 == "\u{FFFD}" ? "\u{9FA5}" : $0 })
    }

    /// Whether a line is made of words, unlike the times of a cue.
    private static func isProse(_ line: ArraySlice<UInt8>) -> Bool {
        line.count { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A } * 2 > line.count
    }
}
