import Foundation
import Sentences
import SpeechTasks
import TestSupport
import Testing

/// A text that was paid for and then edited pays for what changed.
@Suite struct EditedTextTests {
    /// A text in paragraphs of sentences, to be edited.
    fileprivate struct Draft {
        var paragraphs: [[String]]

        init(using generator: inout SplitMix64) {
            paragraphs = (0..<Int.random(in: 30...60, using: &generator)).map { _ in
                (0..<Int.random(in: 1...8, using: &generator)).map { _ in
                    Draft.sentence(using: &generator)
                }
            }
        }

        static func sentence(using generator: inout SplitMix64) -> String {
            let words = (0..<Int.random(in: 4...25, using: &generator)).map { _ in
                String(Int.random(in: 100...9_999_999, using: &generator), radix: 26)
            }
            return "The \(words.joined(separator: " ")) said so."
        }

        var text: String {
            paragraphs.map { $0.joined(separator: " ") }.joined(separator: "\n\n")
        }

        mutating func insertSentence(using generator: inout SplitMix64) {
            let paragraph = Int.random(in: 0..<paragraphs.count, using: &generator)
            let place = Int.random(in: 0...paragraphs[paragraph].count, using: &generator)
            paragraphs[paragraph].insert(Draft.sentence(using: &generator), at: place)
        }

        mutating func removeParagraph(using generator: inout SplitMix64) {
            paragraphs.remove(at: Int.random(in: 0..<paragraphs.count, using: &generator))
        }

        mutating func moveParagraph(using generator: inout SplitMix64) {
            let moved = paragraphs.remove(
                at: Int.random(in: 0..<paragraphs.count, using: &generator))
            paragraphs.insert(
                moved, at: Int.random(in: 0...paragraphs.count, using: &generator))
        }
    }

    enum Edit: String, CaseIterable {
        case insertedSentence, removedParagraph, movedParagraph

        /// The most calls one such edit may cost.
        var most: Int {
            switch self {
            case .insertedSentence, .removedParagraph: 2
            case .movedParagraph: 4
            }
        }

        fileprivate func apply(to draft: inout Draft, using generator: inout SplitMix64) {
            switch self {
            case .insertedSentence: draft.insertSentence(using: &generator)
            case .removedParagraph: draft.removeParagraph(using: &generator)
            case .movedParagraph: draft.moveParagraph(using: &generator)
            }
        }
    }

    @Test("an edit pays for the pieces it touches and no others", arguments: Edit.allCases)
    func edits(edit: Edit) {
        let planner = TextPlanner(limit: TextLimit(characters: 2000), language: .english)
        var calls: [Int] = []
        for seed in 1...12 {
            var generator = SplitMix64(seed: UInt64(seed))
            var draft = Draft(using: &generator)
            var paid = Set(planner.pieces(of: draft.text))
            for _ in 1...3 {
                edit.apply(to: &draft, using: &generator)
                let pieces = planner.pieces(of: draft.text, keeping: KnownPieces(paid))
                #expect(squeezed(pieces.joined()) == squeezed(draft.text))
                #expect(pieces.allSatisfy { $0.unicodeScalars.count <= 2000 })
                let new = Set(pieces).subtracting(paid)
                calls.append(new.count)
                paid.formUnion(new)
            }
        }
        #expect(calls.max() ?? 0 <= edit.most)
        let mean = Double(calls.reduce(0, +)) / Double(calls.count)
        print(
            "calls for one \(edit.rawValue): mean \((mean * 100).rounded() / 100), "
                + "most \(calls.max() ?? 0)")
    }

    @Test(
        "a piece is kept only between seams",
        arguments: [
            (
                "A first sentence that is long enough. And",
                "nother one follows it here, long enough too."
            )
        ])
    func seams(first: String, second: String) {
        let planner = TextPlanner(limit: TextLimit(characters: 60), language: .english)
        let known = KnownPieces([first])
        #expect(!planner.pieces(of: first + second, keeping: known).contains(first))
        #expect(planner.pieces(of: first + " " + second, keeping: known).contains(first))
    }

    @Test("in Chinese, pieces are found without white space around them")
    func chinese() {
        let sentence = "這是一個很長的句子，說的是一件很久以前的事情，誰也不記得了。"
        let other = "後來又有人來了，問起這件事情，大家都說沒有聽說過，只好走了。"
        let planner = TextPlanner(limit: TextLimit(characters: 40), language: .chinese)
        let pieces = planner.pieces(
            of: "新的開頭。" + sentence + other, keeping: KnownPieces([sentence, other]))
        #expect(pieces == ["新的開頭。", sentence, other])
    }

    @Test("what is paid for is kept though bytes limit what is new, and the rest is within them")
    func bytes() {
        let sentence = "這是一個很長的句子，說的是一件很久以前的事情，誰也不記得了。"
        let new = "後來又有人來了，問起這件事情，大家都說沒有聽說過，只好走了。"
        let planner = TextPlanner(limit: TextLimit(bytes: 60), language: .chinese)
        let pieces = planner.pieces(of: new + sentence + new, keeping: KnownPieces([sentence]))
        #expect(pieces == planner.pieces(of: new) + [sentence] + planner.pieces(of: new))
        #expect(pieces.allSatisfy { $0 == sentence || $0.utf8.count <= 60 })
    }

    private func squeezed(_ text: String) -> String {
        text.filter { !$0.isWhitespace }
    }
}
