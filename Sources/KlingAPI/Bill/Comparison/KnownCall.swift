package import Foundation
package import SpeechTasks

/// A call as the ledger knows it, to be compared with a bill.
package struct KnownCall: Sendable, Hashable {
    /// How the call stands.
    package enum State: String, Sendable, CaseIterable {
        case armed, succeeded, unknown, writtenOff, throttled, refused, notSent, free

        /// Whether a bill decides if it was charged.
        var isOpen: Bool { self == .unknown || self == .writtenOff }
    }

    /// The attempt's id.
    package var id: Int64
    /// When it was written down, before its first byte was sent, by this machine's clock.
    package var armedAt: Date
    /// Since when it surely was not being sent any more; nil while it may be in flight.
    ///
    /// That is its reply, its time-out, or the last sign of life of the run it died with.
    package var settledAt: Date?
    /// How it stands.
    package var state: State
    /// Every name that a reply's body or headers gave it.
    package var requestIDs: [String]
    /// The most it may have cost; zero for calls that are taken to be free.
    package var price: Money
    /// The text's length in Unicode scalars; nil if it is not known.
    package var characterCount: Int?

    /// A call of these parts.
    package init(
        id: Int64, armedAt: Date, settledAt: Date?, state: State, requestIDs: [String] = [],
        price: Money, characterCount: Int? = nil
    ) {
        self.id = id
        self.armedAt = armedAt
        self.settledAt = settledAt
        self.state = state
        self.requestIDs = requestIDs
        self.price = price
        self.characterCount = characterCount
    }

    /// Whether a row that carries no name of ours may be this call's.
    ///
    /// A refusal is taken to be free, unless it was counted as charged.
    var mayBeCharged: Bool {
        switch state {
        case .armed, .succeeded, .unknown, .writtenOff: true
        case .throttled, .refused, .notSent, .free: price > .zero
        }
    }

    /// From when to when it may have been sent, in seconds since 1970; without end while in flight.
    ///
    /// A clock that was set back between the two must not leave the range empty.
    var sending: ClosedRange<Double> {
        let armed = armedAt.timeIntervalSince1970
        guard let settled = settledAt?.timeIntervalSince1970 else { return armed...(.infinity) }
        return min(armed, settled)...max(armed, settled)
    }
}
