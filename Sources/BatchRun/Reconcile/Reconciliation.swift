package import Foundation
import KlingAPI
package import Ledger
package import SpeechTasks

/// What a bill says of the ledger's calls, and what of it was written down.
package struct Reconciliation: Sendable {
    /// What a line tells.
    package enum Kind: String, Sendable, CaseIterable {
        /// A call of unknown outcome was charged.
        case charged
        /// A call of unknown outcome was not charged.
        case free
        /// The bill does not decide a call of unknown outcome.
        case notKnown = "not known"
        /// A call that was taken to be free stands on the bill.
        case chargedAfterAll = "charged after all"
        /// A call cost something else than the ledger says.
        case otherPrice = "other price"
        /// A success that the bill does not have.
        case notCharged = "not charged"
        /// A charge that fits no call of this ledger.
        case notOurs = "not ours"
        /// A charge that may be of one call or another.
        case unclear
        /// Money that came back and names no call.
        case refund
        /// A task that was charged more than once.
        case paidTwice = "paid twice"
    }

    /// One thing that was found, of a call or of a row of the bill.
    package struct Line: Sendable {
        /// What it tells.
        package let kind: Kind
        /// The call; nil for a row that belongs to none.
        package var call: LedgerCall?
        /// What was charged, where it is known.
        package var price: Money?
        /// When the call was armed, or the row was charged.
        package var time: Date?
        /// The service's name for the request, made harmless.
        package var requestID: String?
        /// The reason, or the place in the bill.
        package var note = ""
    }

    /// What calls have cost, at least and at most.
    package struct Bounds: Sendable, Equatable {
        /// What was surely charged.
        package var surely = Money.zero
        /// What was charged at most.
        package var atMost = Money.zero

        /// What some calls have cost.
        init(_ calls: [LedgerCall]) {
            surely = calls.map(\.surelyCost).reduce(.zero, +)
            atMost = calls.map(\.cost).reduce(.zero, +)
        }
    }

    /// What was found, in the order of ``Kind``, each by time.
    package internal(set) var lines: [Line] = []
    /// How many calls were compared with how many rows.
    package internal(set) var callCount = 0
    /// How many rows the bill has.
    package internal(set) var rowCount = 0
    /// Calls whose row on the bill agrees with the ledger.
    package internal(set) var agreeingCount = 0
    /// How far the two clocks are apart, and what else limits what was found; a sentence each.
    package internal(set) var remarks: [String] = []
    /// What these calls have cost by the ledger, before.
    package internal(set) var before: Bounds
    /// The same with what was found.
    package internal(set) var after: Bounds
    /// How many calls were changed; nil where nothing was to be written.
    package internal(set) var changedCount: Int?

    init(_ calls: [LedgerCall]) {
        callCount = calls.count
        before = Bounds(calls)
        after = before
    }

    /// How many lines tell this.
    package func count(_ kind: Kind) -> Int {
        lines.count { $0.kind == kind }
    }
}
