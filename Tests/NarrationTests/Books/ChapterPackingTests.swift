import Books
import Markup
import Narration
import SpeechTasks
import TestSupport
import Testing
import Texts

@Suite("Packing chapters")
struct ChapterPackingTests {
    private func chapter(
        _ length: Int, _ number: Int = 1, of letter: String = "é", voices: [String?] = [nil]
    ) -> SpokenChapter {
        SpokenChapter(
            number: number, title: number == 2 ? nil : "T\(number)", place: Spoken.place,
            blocks: [],
            stretches: voices.map {
                .init(text: String(repeating: letter, count: length), voiceID: $0)
            })
    }

    private func sizes(_ lengths: [Int], limit: Int) -> [[Int]] {
        ChapterGroup.packing(lengths.map { chapter($0) }, limit: TextLimit(characters: limit))
            .map { $0.chapters.map(\.scalarCount) }
    }

    @Test("groups are as few as the limit allows, and then even")
    func even() {
        #expect(sizes([10, 10, 10, 10], limit: 34) == [[10, 10], [10, 10]])
        #expect(sizes([10, 10, 10], limit: 34) == [[10, 10, 10]])
        #expect(sizes([10, 10, 10], limit: 33) == [[10, 10], [10]])
        #expect(sizes([50, 10, 10, 50], limit: 34) == [[50], [10, 10], [50]])
        #expect(sizes([], limit: 34) == [])
    }

    @Test("bytes limit groups too, what joins the chapters counted, and then evenness is theirs")
    func bytes() {
        func sizes(_ chapters: [SpokenChapter], _ limit: TextLimit) -> [[Int]] {
            ChapterGroup.packing(chapters, limit: limit).map { $0.chapters.map(\.scalarCount) }
        }
        let chapters = Array(repeating: chapter(10), count: 3)
        #expect(sizes(chapters, TextLimit(bytes: 64)) == [[10, 10, 10]])
        #expect(sizes(chapters, TextLimit(bytes: 63)) == [[10, 10], [10]])
        #expect(sizes(chapters, TextLimit(characters: 33, bytes: 64)) == [[10, 10], [10]])
        let mixed = [chapter(20, of: "a"), chapter(9, of: "文"), chapter(14, of: "文")]
        #expect(sizes(mixed, TextLimit(characters: 40)) == [[20], [9, 14]])
        #expect(sizes(mixed, TextLimit(bytes: 80)) == [[20, 9], [14]])
    }

    @Test("a group's text and title are those of its chapters")
    func text() {
        let groups = ChapterGroup.packing(
            [chapter(1, 1), chapter(1, 2), chapter(9, 3)], limit: TextLimit(characters: 5))
        #expect(groups.map(\.title) == ["T1 – 2", "T3"])
        #expect(groups[0].stretches == [.init(text: "é\n\né")])
        #expect(groups[1].stretches == [.init(text: String(repeating: "é", count: 9))])
    }

    @Test("chapters in several voices stay alone, and other voices do not mix")
    func voices() {
        let groups = ChapterGroup.packing(
            [
                chapter(1, voices: ["a"]), chapter(1, voices: ["a"]), chapter(1),
                chapter(1, voices: ["a", nil]), chapter(1), chapter(1),
            ], limit: TextLimit(characters: 100))
        #expect(groups.map(\.chapters.count) == [2, 1, 1, 2])
        #expect(groups[0].stretches == [.init(text: "é\n\né", voiceID: "a")])
        #expect(groups[2].stretches.count == 2)
    }

    /// Every way to cut the lengths, the best by count and squares.
    private func best(_ lengths: [Int], limit: Int) -> (count: Int, squares: Int) {
        var best = (count: Int.max, squares: Int.max)
        for cuts in 0..<(1 << (lengths.count - 1)) {
            var groups = [[lengths[0]]]
            for index in 1..<lengths.count {
                if cuts >> (index - 1) & 1 == 1 { groups.append([]) }
                groups[groups.count - 1].append(lengths[index])
            }
            let sizes = groups.map { $0.reduce(-2) { $0 + $1 + 2 } }
            guard zip(groups, sizes).allSatisfy({ $0.count == 1 || $1 <= limit }) else { continue }
            let found = (groups.count, sizes.reduce(0) { $0 + $1 * $1 })
            if found < best { best = found }
        }
        return best
    }

    @Test("no other way to pack is better", arguments: 0..<60)
    func optimal(seed: UInt64) {
        var numbers = SplitMix64(seed: seed)
        let lengths = (0..<9).map { _ in Int.random(in: 1...40, using: &numbers) }
        let groups = sizes(lengths, limit: 60)
        #expect(groups.flatMap { $0 } == lengths)
        let squares = groups.map { $0.reduce(-2) { $0 + $1 + 2 } }.reduce(0) { $0 + $1 * $1 }
        let best = best(lengths, limit: 60)
        #expect(groups.count == best.count && squares == best.squares)
    }
}
