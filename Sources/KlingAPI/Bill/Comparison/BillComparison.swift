package import SpeechTasks

/// What a bill says about our calls, and what it does not say.
package struct BillComparison: Sendable {
    /// Rows that were given to a call.
    package struct Match: Sendable, Equatable {
        /// What shows that they are its own.
        package enum Basis: Sendable, Equatable {
            /// They name the call.
            case requestID
            /// Every row has to belong to some call, and without this one a row would be left over.
            /// Which of several rows alike is its own makes no difference.
            case time
        }

        /// The call.
        package var call: KnownCall
        /// What shows that the rows are its own.
        package var basis: Basis
        /// Its charges; more than one if the service charged it again.
        package var charges: [BillRow]
        /// What came back of them.
        package var refunds: [BillRow]

        /// What it cost in the end; nil where a row tells no price.
        package var price: Money? { BillComparison.price(charges: charges, refunds: refunds) }
    }

    static func price(charges: [BillRow], refunds: [BillRow]) -> Money? {
        let paid = charges.compactMap(\.price)
        let back = refunds.compactMap(\.price)
        guard paid.count == charges.count, back.count == refunds.count else { return nil }
        return paid.reduce(.zero, +) - back.reduce(.zero, +)
    }

    /// What became of a call of unknown outcome.
    package enum Verdict: Sendable, Equatable {
        /// It was charged; with the real price, where the bill tells it.
        case charged(Money?)
        /// It was not charged, or all of it came back.
        case free
        /// The bill does not decide it.
        case notKnown(Doubt)
    }

    /// Why the bill does not decide a call.
    package enum Doubt: Sendable, Equatable {
        /// It may be in flight.
        case inFlight
        /// The bill does not surely cover its time, or too little time has passed for late rows.
        case notCovered
        /// This many rows may be its own, or another call's or another program's.
        case rowsFit(Int)
        /// Nothing shows that the bill is that of this account, or calls that were surely charged are
        /// missing on it.
        case billMayBeAnothers
        /// Nothing shows how far the clocks of bill and ledger differ.
        case clockNotKnown
        /// Several calls go under one request id, and there are fewer rows than calls.
        case sharedRequestID
        /// Money came back for a call that the bill does not name.
        case mayBeRefunded
    }

    /// Calls that are not known one by one, while it is known how many of them were charged.
    ///
    /// Where they are of one batch and price, it makes no difference to money which were.
    package struct SharedCharges: Sendable, Equatable {
        /// Calls and the rows that they have in one of the ways that are possible.
        package var charged: [Match]
        /// The calls that have none in that way.
        package var free: [KnownCall]

        /// All of them.
        package var calls: [KnownCall] { charged.map(\.call) + free }
    }

    /// Rows with the calls they belong to, by call.
    package var matches: [Match] = []
    /// Calls of unknown outcome, written off ones among them, in the order they were given.
    package var verdicts: [(call: KnownCall, verdict: Verdict)] = []
    /// Calls of unknown outcome of which the bill tells how many were charged, and not which.
    package var shared: [SharedCharges] = []
    /// Charges that fit no call: another program's, or another ledger's.
    package var notOurs: [BillRow] = []
    /// Charges that may be ours, of which the bill does not say whose.
    package var unclear: [BillRow] = []
    /// Calls that count as charged, of which a bill that covers their time says nothing.
    package var notCharged: [KnownCall] = []
    /// Refunds that name no call of ours.
    package var otherRefunds: [BillRow] = []
    /// How far the bill's clock is ahead of ours.
    package var skew = ClockSkew.assumed(0...0)
    /// Whether the bill shows charges of somebody else, so that a row that merely fits proves nothing.
    package var showsOthers = false

    /// Calls that were taken to be free and stand on the bill.
    package var chargedAfterAll: [Match] {
        matches.filter { !$0.call.mayBeCharged && !$0.charges.isEmpty }
    }
}
