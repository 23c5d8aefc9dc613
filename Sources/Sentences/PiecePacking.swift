/// Chooses among seams: the fewest pieces, then the best places, then the most even sizes.
///
/// Going forward, each piece as long as can be, gives the fewest pieces and the latest place of
/// each cut; going backward gives the earliest. Between the two lie the seams that the cut can
/// fall on, a layer for each cut, and no seam is in two layers. Over the layers runs a dynamic
/// program. The squares of lengths satisfy the quadrangle inequality, so the best predecessor
/// moves forward with the seam (Galil and Park 1992), and halving finds all of them in
/// n log n steps.
///
/// All of this asks two things of the measure: what lies within a piece that fits, fits too, and
/// lengths add up. Both hold for characters and for bytes. Lengths are in one unit for the whole
/// text, as the larger of two shares, taken piece by piece, does not satisfy the inequality.
package struct PiecePacking {
    /// Where pieces can start and end; the first seam ends before the text, the last starts after it.
    package let seams: [Seam]
    private let measure: TextMeasure
    private var costs: [Cost]
    private var predecessors: [Int]

    private struct Cost: Comparable {
        var places: UInt128 = 0
        /// The sum of the squares of lengths.
        var unevenness = 0

        static func < (left: Self, right: Self) -> Bool {
            (left.places, left.unevenness) < (right.places, right.unevenness)
        }
    }

    /// Packs what lies between the first and the last seam, of which each part fits.
    package init(_ seams: [Seam], measure: TextMeasure) {
        self.seams = seams
        self.measure = measure
        costs = Array(repeating: Cost(), count: seams.count)
        predecessors = Array(repeating: 0, count: seams.count)
    }

    /// The pieces as ranges of scalars, in order.
    package mutating func pieces() -> [Range<Int>] {
        let layers = layers()
        for (previous, layer) in zip(layers, layers.dropFirst()) {
            solve(layer, from: previous)
        }
        var pieces: [Range<Int>] = []
        var end = seams.count - 1
        while end > 0 {
            let start = predecessors[end]
            pieces.append(seams[start].start..<seams[end].end)
            end = start
        }
        return pieces.reversed()
    }

    private func fits(_ from: Int, _ to: Int) -> Bool {
        measure.fits(seams[from].start, seams[to].end)
    }

    /// For each cut the seams it can fall on; the first layer is the text's start, the last its end.
    private func layers() -> [ClosedRange<Int>] {
        var latest = [0]
        var index = 0
        while index < seams.count - 1 {
            let start = index
            index += 1
            while index + 1 < seams.count, fits(start, index + 1) { index += 1 }
            latest.append(index)
        }
        var layers: [ClosedRange<Int>] = []
        var earliest = seams.count - 1
        for last in latest.reversed() {
            layers.append(earliest...last)
            let end = earliest
            while earliest > 0, earliest == end || fits(earliest - 1, end) {
                earliest -= 1
            }
        }
        return layers.reversed()
    }

    /// Finds the best predecessor of the middle seam, which bounds those of both halves.
    private mutating func solve(_ layer: ClosedRange<Int>, from previous: ClosedRange<Int>) {
        let middle = (layer.lowerBound + layer.upperBound) / 2
        var best: (predecessor: Int, cost: Cost)?
        for index in previous where fits(index, middle) {
            let cost = cost(of: middle, after: index)
            if let known = best, known.cost <= cost { continue }
            best = (index, cost)
        }
        guard let best else { return }
        costs[middle] = best.cost
        predecessors[middle] = best.predecessor
        if middle > layer.lowerBound {
            solve(layer.lowerBound...middle - 1, from: previous.lowerBound...best.predecessor)
        }
        if middle < layer.upperBound {
            solve(middle + 1...layer.upperBound, from: best.predecessor...previous.upperBound)
        }
    }

    private func cost(of seam: Int, after predecessor: Int) -> Cost {
        let length = measure.length(seams[predecessor].start, seams[seam].end)
        var cost = costs[predecessor]
        cost.places += Self.weight(seams[seam].strength)
        cost.unevenness += length * length
        return cost
    }

    /// Each worse kind of place outweighs 32 million better ones: 25 bits a kind.
    ///
    /// Cuts outside paragraph ends come before cuts inside quotations and between verses, as
    /// a paragraph's end is the longer pause.
    private static func weight(_ strength: Seam.Strength) -> UInt128 {
        switch strength {
        case .paragraph: 0
        case .sentence: 1 << 25
        case .line, .innerSentence: (1 << 25) + 1
        case .clause: 1 << 50
        case .word: 1 << 75
        case .character: 1 << 100
        }
    }
}
