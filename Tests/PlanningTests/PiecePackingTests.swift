import Planning
import Testing

@Suite("Packing between seams")
struct PiecePackingTests {
    @Test("The packing ranks equal to the best of all predecessors tried", arguments: 1...200)
    func optimal(seed: Int) {
        var random = RandomText(seed: UInt64(seed))
        let limit = random.int(in: 5...60)
        let seams = Self.seams(random.int(in: 1...120), limit: limit, random: &random)
        var packing = PiecePacking(seams, limit: limit)

        let pieces = packing.pieces()

        #expect(pieces.allSatisfy { !$0.isEmpty && $0.count <= limit })
        #expect(Self.rank(of: pieces, seams) == Self.best(seams, limit: limit))
    }

    /// Seams of all strengths, at most a limit apart.
    private static func seams(_ count: Int, limit: Int, random: inout RandomText) -> [Seam] {
        var seams = [Seam(end: 0, start: 0, strength: .paragraph)]
        for _ in 0..<count {
            let end = seams[seams.count - 1].start + random.int(in: 1...limit)
            let strength = Seam.Strength(rawValue: random.int(in: 0...6)) ?? .word
            seams.append(Seam(end: end, start: end + random.int(in: 0...2), strength: strength))
        }
        return seams
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

    private static func rank(of pieces: [Range<Int>], _ seams: [Seam]) -> Rank {
        pieces.reduce(Rank()) { rank, piece in
            let seam = seams.dropFirst().first { $0.end == piece.upperBound }
            return rank.adding(piece.count, endingAt: seam?.strength ?? .character)
        }
    }

    private static func best(_ seams: [Seam], limit: Int) -> Rank {
        var best: [Rank] = [Rank()]
        for index in seams.indices.dropFirst() {
            let ranks = (0..<index).filter { seams[index].end - seams[$0].start <= limit }
                .map {
                    best[$0].adding(
                        seams[index].end - seams[$0].start, endingAt: seams[index].strength)
                }
            best.append(ranks.min() ?? Rank())
        }
        return best[seams.count - 1]
    }
}
