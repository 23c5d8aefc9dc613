import Foundation

/// The blocks of a text, parted by blank lines, with the stretches of a call's sound in which each
/// is really spoken; nobody but the emulator knows them.
struct SpokenBlocks: Encodable {
    /// The whole text.
    let text: String
    private(set) var blocks: [Block] = []

    /// A block, and where its speech begins and ends in milliseconds.
    struct Block: Encodable {
        let text: String
        let startMilliseconds: Double
        let endMilliseconds: Double

        enum CodingKeys: String, CodingKey {
            case text
            case startMilliseconds = "start_ms"
            case endMilliseconds = "end_ms"
        }
    }

    private var sampleCount = 0

    enum CodingKeys: CodingKey {
        case text
        case blocks
    }

    init(text: String) {
        self.text = text
    }

    /// The blocks of a text.
    static func blocks(of text: String) -> [String] {
        text.components(separatedBy: "\n\n")
            .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
            .filter { !$0.isEmpty }
    }

    /// Adds a block that was spoken after all before it, as espeak-ng's WAV of 16-bit mono.
    mutating func add(_ block: String, wav: Data) {
        let header = 44
        let rate = wav.dropFirst(24).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        let samples = stride(from: header, to: wav.count - 1, by: 2).map { offset in
            Int16(bitPattern: UInt16(wav[offset]) | UInt16(wav[offset + 1]) << 8)
        }
        // Under 0.3 % of full scale nothing is heard.
        let isHeard = { (sample: Int16) in sample.magnitude > 100 }
        let first = samples.firstIndex(where: isHeard) ?? 0
        let last = samples.lastIndex(where: isHeard) ?? samples.count
        let milliseconds = { [sampleCount] (sample: Int) in
            Double(sampleCount + sample) * 1000 / Double(max(1, rate))
        }
        blocks.append(
            Block(
                text: block, startMilliseconds: milliseconds(first),
                endMilliseconds: milliseconds(last)))
        sampleCount += samples.count
    }

    /// The blocks as a line of JSON.
    var line: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = (try? encoder.encode(self)) ?? Data()
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
