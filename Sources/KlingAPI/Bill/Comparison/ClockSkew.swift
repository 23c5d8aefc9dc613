/// How many seconds the bill's clock is ahead of this machine's: at least and at most.
package struct ClockSkew: Sendable, Equatable {
    /// How it is known.
    package enum Source: Sendable, Equatable {
        /// From so many rows that name their call.
        case requestIDs(Int)
        /// From what lets every row belong to a call.
        case fit
        /// It is not known; this much is allowed for.
        case assumed
    }

    /// The seconds; the true value lies between them.
    package let seconds: ClosedRange<Double>
    /// How it is known.
    package let source: Source

    /// What is added on both sides: clocks drift, and rows are written a moment after the charge.
    static let drift = 5.0

    /// An allowance.
    static func assumed(_ seconds: ClosedRange<Double>) -> ClockSkew {
        ClockSkew(seconds: seconds, source: .assumed)
    }

    /// What pairs of call and row allow, each pair a range that holds the skew at its time.
    ///
    /// Ranges without a common part come of a clock that was set meanwhile: then all of them count.
    static func common(to ranges: [ClosedRange<Double>]) -> ClockSkew? {
        guard let highestLower = ranges.map(\.lowerBound).max(),
            let lowestUpper = ranges.map(\.upperBound).min(),
            let lowest = ranges.map(\.lowerBound).min(),
            let highest = ranges.map(\.upperBound).max()
        else { return nil }
        let found =
            highestLower <= lowestUpper ? highestLower...lowestUpper : lowest...highest
        return ClockSkew(
            seconds: (found.lowerBound - drift)...(found.upperBound + drift),
            source: .requestIDs(ranges.count))
    }
}

/// Finds the skew under which every row belongs to some call.
struct SkewFit {
    /// The ranges that are left; they do not touch one another.
    private(set) var ranges: [ClosedRange<Double>]

    init(within range: ClosedRange<Double>) {
        ranges = [range]
    }

    /// Leaves what one of a row's ranges allows, each range that of one call.
    mutating func restrict(to allowed: [ClosedRange<Double>]) {
        var merged: [ClosedRange<Double>] = []
        for range in allowed.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] =
                    last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        ranges = ranges.flatMap { left in
            merged.filter { $0.overlaps(left) }.map { $0.clamped(to: left) }
        }
    }

    /// The skew; nil if there is none under which all rows belong to calls.
    var skew: ClockSkew? {
        guard let first = ranges.first, let last = ranges.last else { return nil }
        return ClockSkew(
            seconds: (first.lowerBound - ClockSkew.drift)...(last.upperBound + ClockSkew.drift),
            source: .fit)
    }
}
