package import SpeechTasks

/// What calls came to, or a share of them.
package struct CallCost: Hashable, Sendable {
    /// How many calls; one that several share is counted at the first of them.
    package var calls = 0
    /// What they surely cost.
    package var surely = Money.zero
    /// The most they may have cost.
    package var atMost = Money.zero

    /// The cost of so many calls.
    package init(calls: Int = 0, surely: Money = .zero, atMost: Money = .zero) {
        self.calls = calls
        self.surely = surely
        self.atMost = atMost
    }

    /// Whether there was neither a call nor money.
    package var isNothing: Bool { self == CallCost() }

    /// Both together.
    package static func + (left: CallCost, right: CallCost) -> CallCost {
        CallCost(
            calls: left.calls + right.calls, surely: left.surely + right.surely,
            atMost: left.atMost + right.atMost)
    }

    /// What of the first is not in the second.
    package static func - (left: CallCost, right: CallCost) -> CallCost {
        CallCost(
            calls: left.calls - right.calls, surely: left.surely - right.surely,
            atMost: left.atMost - right.atMost)
    }

    /// A share of it, as `Money.share(of:in:)` has it; whoever has the first weight has the calls.
    package func share(of weights: Range<Int>, in whole: Int) -> CallCost {
        CallCost(
            calls: weights.lowerBound == 0 ? calls : 0,
            surely: surely.share(of: weights, in: whole),
            atMost: atMost.share(of: weights, in: whole))
    }
}

/// The stretch of time whose calls are counted.
package struct CostPeriod: Hashable, Sendable {
    /// The first moment, in Unix milliseconds.
    package var start: Int
    /// The first moment behind it.
    package var end: Int

    /// A stretch of time; nil is open.
    package init(from start: Int? = nil, until end: Int? = nil) {
        self.start = start ?? 0
        self.end = end ?? .max
    }

    /// All time.
    package static let all = CostPeriod()
}
