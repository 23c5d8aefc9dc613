import BatchPlanning
import BatchRun
import Foundation
import JobLists
import KlingEmulator
import Testing
import Texts

/// A book that is paid for and then edited pays for what changed: random edits, one after the other,
/// each run to its end.
@Suite(.timeLimit(.minutes(10)))
struct EditedBookTests {
    private static let limit = 1000

    enum Edit: String, CaseIterable {
        case insertedSentence, changedSentence, removedParagraph, movedParagraph
        case addedChapter, renamedChapter, removedChapter, movedChapter

        /// The most calls one such edit may cost, besides those of a chapter that is new.
        var most: Int {
            switch self {
            case .insertedSentence, .changedSentence, .removedParagraph, .renamedChapter: 2
            case .movedParagraph: 4
            case .addedChapter, .removedChapter, .movedChapter: 0
            }
        }
    }

    @Test("an edit of a paid book pays for what it touches", arguments: Edit.allCases)
    func edits(edit: Edit) async throws {
        try await TestBatch.with { batch, emulator in
            let path = batch.folder + "/book.md"
            func calls(_ draft: BookDraft) async throws -> Int {
                let before = (try? emulator.bill().count) ?? 0
                try draft.markdown.write(toFile: path, atomically: true, encoding: .utf8)
                try await batch.finish(at: emulator) { settings in
                    settings.inputs = [path]
                    settings.reading.defaults.voiceID = "calm_story1"
                    settings.calls.maximumCharacters = Self.limit
                    settings.book.audiobook = nil
                }
                return try emulator.bill().count - before
            }
            var draft = BookDraft(seed: 7)
            _ = try await calls(draft)
            var counts: [Int] = []
            for _ in 1...6 {
                let added = draft.apply(edit)
                let own = (added + Self.limit - 1) / Self.limit
                // Even cuts between sentences may need one call more than the characters.
                let count = try await calls(draft)
                #expect(count <= edit.most + (own > 0 ? own + 1 : 0))
                counts.append(count)
            }
            let mean = Double(counts.reduce(0, +)) / Double(counts.count)
            print(
                "calls for one \(edit.rawValue) in a book: "
                    + "mean \((mean * 100).rounded() / 100), most \(counts.max() ?? 0)")
            let chapters = draft.chapters.count
            #expect(try batch.states()["done"] == chapters)
        }
    }
}

/// A book of chapters of paragraphs of sentences, to be edited.
private struct BookDraft {
    typealias Chapter = (title: String, paragraphs: [[String]])

    private(set) var chapters: [Chapter] = []
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
        for _ in 0..<8 { chapters.append(chapter(paragraphs: 12)) }
    }

    var markdown: String {
        "---\ntitle: The Drafts\n---\n\n"
            + chapters.map { chapter in
                "## \(chapter.title)\n\n"
                    + chapter.paragraphs.map { $0.joined(separator: " ") + "\n\n" }.joined()
            }.joined()
    }

    /// Edits the book; the characters of the chapter that is new, 0 for none.
    mutating func apply(_ edit: EditedBookTests.Edit) -> Int {
        let index = number(below: chapters.count)
        let paragraph = number(below: chapters[index].paragraphs.count)
        let sentence = number(below: chapters[index].paragraphs[paragraph].count)
        switch edit {
        case .insertedSentence:
            chapters[index].paragraphs[paragraph].insert(self.sentence(), at: sentence)
        case .changedSentence:
            chapters[index].paragraphs[paragraph][sentence] = self.sentence()
        case .removedParagraph:
            chapters[index].paragraphs.remove(at: paragraph)
        case .movedParagraph:
            let moved = chapters[index].paragraphs.remove(at: paragraph)
            let place = number(below: chapters[index].paragraphs.count + 1)
            chapters[index].paragraphs.insert(moved, at: place)
        case .addedChapter:
            let new = chapter(paragraphs: 5)
            chapters.insert(new, at: index)
            return new.title.count + new.paragraphs.reduce(0) { $0 + $1.joined().count + 10 }
        case .renamedChapter:
            chapters[index].title = title()
        case .removedChapter:
            chapters.remove(at: index)
        case .movedChapter:
            let moved = chapters.remove(at: index)
            chapters.insert(moved, at: number(below: chapters.count + 1))
        }
        return 0
    }

    private mutating func chapter(paragraphs: Int) -> Chapter {
        var texts: [[String]] = []
        for _ in 0..<paragraphs {
            texts.append((0...number(below: 6)).map { _ in sentence() })
        }
        return (title(), texts)
    }

    private mutating func title() -> String { "About \(word()) and \(word())" }

    private mutating func sentence() -> String {
        "The \((0..<(3 + number(below: 15))).map { _ in word() }.joined(separator: " ")) said so."
    }

    private mutating func word() -> String { String(1000 + number(below: 9_000_000), radix: 26) }

    /// A number from 0, by Knuth's linear congruence.
    private mutating func number(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
