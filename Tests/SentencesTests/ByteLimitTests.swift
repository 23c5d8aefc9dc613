import Sentences
import SpeechTasks
import TestSupport
import Testing

@Suite("Cutting a text by bytes")
struct ByteLimitTests {
    static let limits = [
        TextLimit(bytes: 1000), TextLimit(bytes: 100), TextLimit(bytes: 10),
        TextLimit(characters: 50, bytes: 120), TextLimit(bytes: 3), TextLimit(bytes: 1),
    ]

    @Test(
        "In every script nothing is lost, pieces are within both limits, and fewest for their seams",
        arguments: limits)
    func everyScript(limit: TextLimit) throws {
        let planner = TextPlanner(limit: limit)
        for seed in 1...60 {
            var random = RandomText(seed: UInt64(seed))
            let wordCount = random.int(in: 1...(limit.bytes == 1000 ? 600 : 120))
            // Letters around it keep the text's own white space inside.
            let text = "A" + random.next(words: wordCount) + "z"
            let pieces = planner.pieces(of: text)
            try checkPieces(pieces, of: text, limit: limit)
            #expect(pieces.count == Self.fewest(in: text, planner))
        }
    }

    /// The fewest pieces, each of all ways between the seams tried, lengths counted as sent.
    private static func fewest(in text: String, _ planner: TextPlanner) -> Int {
        if planner.limit.allows(text) { return 1 }
        let scalars = Array(text.unicodeScalars)
        let seams = planner.packing(of: text).seams
        var fewest = [0]
        for end in seams.indices.dropFirst() {
            var best = Int.max
            for start in (0..<end).reversed() {
                let piece = scalars[seams[start].start..<seams[end].end]
                // No longer piece is within the limit either.
                guard isSendable(String(String.UnicodeScalarView(piece)), planner.limit) else {
                    break
                }
                best = min(best, fewest[start] + 1)
            }
            fewest.append(best)
        }
        return fewest[seams.count - 1]
    }

    @Test(
        "Real books in English and Chinese take few more calls than their bytes ask for",
        .needsTestData,
        arguments: ["en-alice-pg11-utf8.txt", "zh-hant-sunzi-pg23864-utf8.txt"])
    func book(name: String) throws {
        let text = try TestData.text("books/txt/\(name)")
        let limit = TextLimit(bytes: 1000)
        let pieces = TextPlanner(limit: limit).pieces(of: text)
        try checkPieces(pieces, of: text, limit: limit)
        #expect(pieces.count * 100 <= text.utf8.count / 1000 * 111)
    }

    @Test("Evenness counts in the unit that binds")
    func evenness() {
        let text = "Aaaa aaaa. Bbbb bbbb. 一二三四五六七八九十。一二三四五六七八九十。"
        let byCharacters = TextPlanner(limit: TextLimit(characters: 35), language: .chinese)
        #expect(
            byCharacters.pieces(of: text) == [
                "Aaaa aaaa. Bbbb bbbb.", "一二三四五六七八九十。一二三四五六七八九十。",
            ])
        let byBytes = TextPlanner(limit: TextLimit(bytes: 70), language: .chinese)
        #expect(
            byBytes.pieces(of: text) == [
                "Aaaa aaaa. Bbbb bbbb. 一二三四五六七八九十。", "一二三四五六七八九十。",
            ])
    }

    @Test("A limit in bytes that never binds changes nothing", arguments: 1...20)
    func wideBytes(seed: Int) {
        var random = RandomText(seed: UInt64(seed))
        let text = random.next(words: 200)
        let characters = random.int(in: 1...80)
        let wide = TextLimit(characters: characters, bytes: characters * 4)
        #expect(
            TextPlanner(limit: wide).pieces(of: text)
                == TextPlanner(limit: TextLimit(characters: characters)).pieces(of: text))
    }

    @Test("A family of emoji is cut only where a call does not hold it, and a scalar never")
    func clusters() {
        let family = "👨‍👩‍👧‍👦"
        let text = family + family + "ab"
        #expect(family.utf8.count == 25)
        #expect(
            TextPlanner(limit: TextLimit(bytes: 25)).pieces(of: text) == [family, family, "ab"])
        #expect(
            TextPlanner(limit: TextLimit(bytes: 24)).pieces(of: family).map(\.utf8.count)
                == [11, 14])
        #expect(TextPlanner(limit: TextLimit(bytes: 3)).pieces(of: "a😀b") == ["a", "😀", "b"])
        #expect(TextPlanner(limit: TextLimit(bytes: 1)).pieces(of: "é") == ["é"])
    }
}
