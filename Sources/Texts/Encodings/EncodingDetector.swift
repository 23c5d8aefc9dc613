/// Finds the encoding of a text from its bytes.
///
/// A byte order mark decides, or an escape sequence; then whatever is UTF-8 is UTF-8; then the encoding in which the bytes
/// decode cleanly and are likeliest to be a text of one of its languages (``LanguageModel``).
package enum EncodingDetector {
    /// By how many bits the likeliest reading has to be ahead of any other to be believed.
    private static let convincingLead: Float = 6

    /// The encoding of a text; nil if the bytes are no text in any that is known.
    package static func encoding(of bytes: [UInt8]) -> FoundEncoding? {
        if let mark = WholeText.encodingOfMark(bytes) { return FoundEncoding(mark, by: .mark) }
        if let form = formEncoding(of: bytes) { return FoundEncoding(form, by: .form) }
        if let wide = wideGuess(of: bytes) { return wide }
        let ranked = ranked(EncodingSample.lines(of: bytes), among: EncodingCandidate.all)
        return best(of: ranked, bytes)
    }

    /// UTF-16 in which no zeros tell it; nil where something else is likelier.
    private static func wideGuess(of bytes: [UInt8]) -> FoundEncoding? {
        let front = EncodingSample.units(of: bytes)
        let wide = ranked(front, among: EncodingCandidate.wide)
        guard wide.contains(where: \.isText) else { return nil }
        let all = wide + ranked(front, among: EncodingCandidate.all)
        guard let guess = best(of: all, bytes), guess.name.hasPrefix("UTF-16") else { return nil }
        return guess
    }

    /// The encoding that the form of the bytes alone tells; nil where it has to be guessed.
    private static func formEncoding(of bytes: [UInt8]) -> String? {
        if let wide = WideText.encoding(ofFormOf: bytes) { return wide }
        if let shifted = ShiftedText.encoding(of: bytes) { return shifted }
        if WholeText.isUTF8(bytes) { return WideText.isLikely(bytes) ? nil : "UTF-8" }
        return DamagedUTF8.isIt(bytes) ? "UTF-8" : nil
    }

    private struct Ranked {
        let encoding: String
        let cost: Float
        let isText: Bool
        let sample: DecodedSample
    }

    /// The encodings that a sample decodes in.
    private static func ranked(
        _ sample: [UInt8], among candidates: [EncodingCandidate]
    ) -> [Ranked] {
        candidates.compactMap { candidate in
            guard let text = EncodingSample.decoded(sample, as: candidate.encoding) else {
                return nil
            }
            guard let cost = candidate.cost(of: text) else { return nil }
            return Ranked(
                encoding: candidate.encoding, cost: cost.bits, isText: cost.isText, sample: text)
        }
    }

    /// The first that is a text from end to end, and what else it may be.
    private static func best(of found: [Ranked], _ bytes: [UInt8]) -> FoundEncoding? {
        // The sort is stable, so the likelier encoding stays first where two say the same.
        let ranked = found.sorted { $0.cost < $1.cost }
        let best = ranked.first {
            $0.isText && FewBrokenLines.decoded(bytes, as: $0.encoding) != nil
        }
        guard let best else { return nil }
        let text = best.sample.text
        let rivals = ranked.filter { rival in
            rival.isText && rival.cost - best.cost < convincingLead && rival.sample.text != text
        }
        let readings =
            rivals.isEmpty
            ? []
            : ([best] + rivals).map {
                FoundEncoding.Reading(encoding: $0.encoding, words: $0.sample.firstStrangeWords)
            }
        return FoundEncoding(best.encoding, by: .guessed, readings: readings)
    }
}

extension DecodedSample {
    /// What stands around the first character outside ASCII, on its line.
    var firstStrangeWords: String {
        let first = characters.firstIndex { $0.scalar.value >= 0x80 } ?? 0
        let isEnd = { (character: Character) in character.scalar == "\n" || character.scalar == "\r"
        }
        let before = characters[..<first].suffix(20)
        let start = before.lastIndex(where: isEnd).map { $0 + 1 } ?? before.startIndex
        let line = characters[start...].prefix(50).prefix { !isEnd($0) }
        let shown = line.map { character in
            character.scalar.properties.generalCategory == .control ? " " : character.scalar
        }
        return String(String(String.UnicodeScalarView(shown)).trimmed)
    }
}
