import Sentences
import SpeechTasks
import TestSupport
import Testing

@Suite("Cutting a text")
struct TextPlannerTests {
    @Test(
        "Nothing is lost, no piece exceeds the limit, no grapheme cluster is cut", arguments: 1...40
    )
    func lossless(seed: Int) throws {
        var random = RandomText(seed: UInt64(seed))
        for _ in 0..<40 {
            let text = random.next(words: random.int(in: 1...60))
            let limit = TextLimit(characters: random.int(in: 1...80))
            let pieces = TextPlanner(limit: limit).pieces(of: text)
            try checkPieces(pieces, of: text, limit: limit)
            #expect(pieces == TextPlanner(limit: limit).pieces(of: text))
        }
    }

    @Test(
        "A real book is cut at sentence ends",
        .needsTestData)
    func book() throws {
        let text = try TestData.text("books/txt/en-alice-pg11-utf8.txt")
        let limit = TextLimit(characters: 1000)
        let pieces = TextPlanner(limit: limit).pieces(of: text)
        try checkPieces(pieces, of: text, limit: limit)
        let ends = Set(".!?”)_—*I’")
        #expect(pieces.count { $0.last.map(ends.contains) ?? false } * 100 >= pieces.count * 95)
    }

    @Test("The pieces are the fewest, best placed and most even of all ways", arguments: 1...60)
    func minimal(seed: Int) {
        var random = RandomText(seed: UInt64(seed))
        let (sentences, endsParagraph) = random.sentences(random.int(in: 2...11))
        let limit = random.int(in: 33...120)
        var text = sentences[0]
        for (sentence, ends) in zip(sentences.dropFirst(), endsParagraph) {
            text += (ends ? "\n\n" : " ") + sentence
        }
        let planner = TextPlanner(limit: TextLimit(characters: limit), language: .english)
        let pieces = planner.pieces(of: text)

        let ways = EveryWay(sentences: sentences, endsParagraph: endsParagraph, limit: limit)
        #expect(ways.rank(of: pieces) == ways.best)
    }

    @Test("A text within the limit is one piece, as given but for white space around it")
    func withinLimit() {
        let planner = TextPlanner(limit: TextLimit(characters: 12))
        #expect(planner.pieces(of: "One. Two.\n\nX") == ["One. Two.\n\nX"])
        #expect(planner.pieces(of: "\u{3000}\r\n One. Two. \n") == ["One. Two."])
        #expect(planner.pieces(of: "一二三四五六七八九。十百") == ["一二三四五六七八九。十百"])
    }

    @Test(
        "A text of white space alone is no piece", arguments: ["", " ", "\r\n\t\u{3000}\u{2029}"])
    func blank(text: String) {
        #expect(TextPlanner(limit: TextLimit(characters: 10)).pieces(of: text).isEmpty)
    }

    @Test("Only a sentence that exceeds the limit is cut, at clauses before words")
    func longSentence() {
        let text = "It is short. But this one, which goes on and on, is far too long. So it goes."
        #expect(
            TextPlanner(limit: TextLimit(characters: 40)).pieces(of: text) == [
                "It is short.", "But this one, which goes on and on,",
                "is far too long. So it goes.",
            ])
    }

    @Test("White space inside numbers and abbreviations is no seam while others are left")
    func numbersAndAbbreviations() {
        let text = "Das kostet für Größe z. B. 1 000 000 Euro oder noch viel mehr Geld"
        let limits = (12...40).flatMap { [TextLimit(characters: $0), TextLimit(bytes: $0)] }
        for limit in limits {
            let planner = TextPlanner(limit: limit, language: .german)
            let pieces = planner.pieces(of: text)
            #expect(pieces.contains { $0.contains("z. B.") }, "\(limit): \(pieces)")
            #expect(pieces.contains { $0.contains("1 000 000") }, "\(limit): \(pieces)")
        }
        for limit in [TextLimit(characters: 6), TextLimit(bytes: 6), TextLimit(bytes: 17)] {
            let chinese = TextPlanner(limit: limit).pieces(
                of: "公元一千九百年即1900年他來到3.1415那裡")
            #expect(chinese.contains { $0.contains("1900") }, "\(limit): \(chinese)")
            #expect(chinese.contains { $0.contains("3.1415") }, "\(limit): \(chinese)")
        }
    }

    @Test(
        "A language is found by its script and its words",
        arguments: [
            ("It was the best of times and it was the worst of times.", Language.english),
            ("Es war einmal ein König, der hatte eine Tochter.", .german),
            ("Il était une fois un roi qui avait une fille.", .french),
            ("Érase una vez un rey que tenía una hija muy hermosa.", .spanish),
            ("C'era una volta un re che aveva una figlia molto bella.", .italian),
            ("Жили-были старик со старухой у самого синего моря.", .russian),
            ("كان يا ما كان في قديم الزمان ملك عظيم", .arabic),
            ("एक समय की बात है, एक राजा था।", .hindi),
            ("從前有一個國王，他有一個女兒。", .chinese),
            ("昔々ある所に王様がいました。", .japanese),
            ("12345 !?", .undetermined),
        ])
    func detection(text: String, language: Language) {
        #expect(Language.detect(in: text) == language)
    }

    @Test("A language's code is its first subtag")
    func codes() {
        #expect(Language(code: "zh-Hant") == .chinese)
        #expect(Language(code: "pt_BR")?.code == "pt")
        #expect(Language(code: "EN") == .english)
        #expect(Language(code: "") == nil)
        #expect(Language(code: "english") == nil)
    }
}

/// Every way to cut at sentence ends, tried one by one.
private struct EveryWay {
    struct Rank: Comparable {
        var pieces: Int
        var outsideParagraphs: Int
        var unevenness: Int

        static func < (left: Self, right: Self) -> Bool {
            (left.pieces, left.outsideParagraphs, left.unevenness)
                < (right.pieces, right.outsideParagraphs, right.unevenness)
        }
    }

    let sentences: [String]
    let endsParagraph: [Bool]
    let limit: Int

    var best: Rank? { (0..<1 << endsParagraph.count).compactMap(rank(ofCuts:)).min() }

    func rank(of pieces: [String]) -> Rank? {
        var cuts = 0
        var sentence = -1
        for piece in pieces.dropLast() {
            sentence += piece.count { $0 == "." }
            cuts |= 1 << sentence
        }
        let rank = rank(ofCuts: cuts)
        return rank?.pieces == pieces.count ? rank : nil
    }

    private func rank(ofCuts cuts: Int) -> Rank? {
        var lengths = [sentences[0].count]
        var outside = 0
        for index in endsParagraph.indices {
            let next = sentences[index + 1].count
            if cuts & 1 << index != 0 {
                lengths.append(next)
                outside += endsParagraph[index] ? 0 : 1
            } else {
                lengths[lengths.count - 1] += next + (endsParagraph[index] ? 2 : 1)
            }
        }
        guard lengths.allSatisfy({ $0 <= limit }) else { return nil }
        return Rank(
            pieces: lengths.count, outsideParagraphs: outside,
            unevenness: lengths.reduce(0) { $0 + $1 * $1 })
    }
}
