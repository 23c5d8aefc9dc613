import Sentences
import SpeechTasks
import Testing

@Suite("Packing between seams")
struct PiecePackingTests {
    @Test("The packing ranks equal to the best of all predecessors tried", arguments: 1...300)
    func optimal(seed: Int) {
        var random = RandomText(seed: UInt64(seed))
        let text = MeasuredText(random: &random)
        var packing = PiecePacking(text.seams, measure: text.measure)

        let pieces = packing.pieces()

        #expect(pieces.allSatisfy { !$0.isEmpty && text.fits($0) })
        #expect(Self.rank(of: pieces, text) == Self.best(text))
    }

    /// Seams of all strengths, at most a call apart, among scalars of all widths.
    private struct MeasuredText {
        private(set) var seams = [Seam(end: 0, start: 0, strength: .paragraph)]
        private let limit: TextLimit
        private var scalars: [Unicode.Scalar] = []
        private var countsBytes = false

        init(random: inout RandomText) {
            let most = random.int(in: 5...60)
            let limits = [
                TextLimit(characters: most), TextLimit(bytes: most),
                TextLimit(characters: most, bytes: most * 2),
            ]
            limit = limits[random.int(in: 0...2)]
            for _ in 0..<random.int(in: 1...120) { addPart(random: &random) }
            countsBytes = limit.isBoundByBytes(
                characters: scalars.count, bytes: string(scalars.indices).utf8.count)
        }

        var measure: TextMeasure { TextMeasure(scalars, limit: limit) }

        func fits(_ range: Range<Int>) -> Bool { isSendable(string(range), limit) }

        func length(_ range: Range<Int>) -> Int {
            countsBytes ? string(range).utf8.count : range.count
        }

        private func string(_ range: Range<Int>) -> String {
            String(String.UnicodeScalarView(scalars[range]))
        }

        private mutating func addPart(random: inout RandomText) {
            let letters: [Unicode.Scalar] = ["a", "a", "é", "文", "😀"]
            let start = scalars.count
            for _ in 0..<random.int(in: 1...limit.characters) {
                scalars.append(letters[random.int(in: 0...4)])
            }
            while !fits(start..<scalars.count) { scalars.removeLast() }
            let end = scalars.count
            scalars += Array(repeating: " ", count: random.int(in: 0...2))
            let strength = Seam.Strength(rawValue: random.int(in: 0...6)) ?? .word
            seams.append(Seam(end: end, start: scalars.count, strength: strength))
        }
    }

    private struct Rank: Comparable {
        var pieces = 0
        /// Cuts by kind, the worst first: characters, words, clauses, outside paragraphs, inner.
        var cuts = [0, 0, 0, 0, 0]
        var unevenness = 0

        static func < (left: Self, right: Self) -> Bool {
            if left.pieces != right.pieces { return left.pieces < right.pieces }
            if left.cuts != right.cuts { return left.cuts.lexicographicallyPrecedes(right.cuts) }
            return left.unevenness < right.unevenness
        }

        func adding(_ length: Int, endingAt strength: Seam.Strength) -> Rank {
            var rank = self
            rank.pieces += 1
            rank.unevenness += length * length
            switch strength {
            case .paragraph: break
            case .sentence: rank.cuts[3] += 1
            case .line, .innerSentence:
                rank.cuts[3] += 1
                rank.cuts[4] += 1
            case .clause: rank.cuts[2] += 1
            case .word: rank.cuts[1] += 1
            case .character: rank.cuts[0] += 1
            }
            return rank
        }
    }

    private static func rank(of pieces: [Range<Int>], _ text: MeasuredText) -> Rank {
        pieces.reduce(Rank()) { rank, piece in
            let seam = text.seams.dropFirst().first { $0.end == piece.upperBound }
            return rank.adding(text.length(piece), endingAt: seam?.strength ?? .character)
        }
    }

    private static func best(_ text: MeasuredText) -> Rank {
        let seams = text.seams
        var best: [Rank] = [Rank()]
        for (index, seam) in seams.enumerated().dropFirst() {
            // What begins before a piece that does not fit, does not fit either.
            let ranks = (0..<index).reversed().lazy.map { ($0, seams[$0].start..<seam.end) }
                .prefix { text.fits($0.1) }
                .map { best[$0.0].adding(text.length($0.1), endingAt: seam.strength) }
            best.append(ranks.min() ?? Rank())
        }
        return best[seams.count - 1]
    }
}
