import SpeechTasks
import Testing
import Utterances

@Suite struct PackCutsTests {
    private func silence(_ start: Double, _ end: Double) -> PackCuts.Silence {
        PackCuts.Silence(start: start, end: end)
    }

    @Test("the long pauses near the expected shares are the cuts, in the middle of each")
    func cuts() throws {
        let cuts = try #require(
            PackCuts(
                length: 10,
                silences: [
                    silence(1, 1.05), silence(2, 2.5), silence(3.2, 3.3), silence(6, 6.5),
                    silence(8, 8.05),
                ], weights: [20, 35, 35]))
        #expect(cuts.parts.map(\.start) == [0, 2.25, 6.25])
        #expect(cuts.parts.map(\.end) == [2.25, 6.25, 10])
        #expect(cuts.parts.allSatisfy { $0.confidence > 0.9 })
    }

    @Test("two pauses that are as good as each other leave little confidence")
    func doubt() throws {
        let cuts = try #require(
            PackCuts(
                length: 10, silences: [silence(4.6, 4.9), silence(5.1, 5.4)], weights: [1, 1]))
        #expect(cuts.parts[0].confidence < 0.3)
    }

    @Test("a sound with fewer silences than cuts cannot be cut")
    func tooFew() {
        #expect(PackCuts(length: 10, silences: [], weights: [1, 1]) == nil)
        #expect(PackCuts(length: 10, silences: [], weights: [1])?.parts.count == 1)
    }

    @Test("packs keep voice and speed apart, end sentences, and keep to the limit")
    func packs() {
        let packs = UtterancePack.packing(
            ["Come in", "Who is there?", "你好", "It is me"], by: ["a", "b", "a", "a"],
            limit: TextLimit(characters: 20))
        #expect(packs.map(\.members) == [[0, 2], [1], [3]])
        #expect(packs.map(\.text) == ["Come in.\n\n你好。", "Who is there?", "It is me."])
    }

    @Test("packs keep to a limit in bytes, the blank line between utterances counted")
    func packsInBytes() {
        func members(_ bytes: Int) -> [[Int]] {
            UtterancePack.packing(
                ["你好", "再見"], by: ["a", "a"], limit: TextLimit(characters: 100, bytes: bytes)
            ).map(\.members)
        }
        #expect(members(20) == [[0, 1]])
        #expect(members(19) == [[0], [1]])
    }
}
