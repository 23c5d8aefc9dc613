package import BatchRun
package import Ledger

/// What limited a batch's calls, over time and by now.
package struct PaceAccount: Sendable {
    /// A minute of the batch.
    package struct Minute: Sendable {
        /// Its start, in Unix milliseconds.
        package let start: Int
        /// The calls that began in it, by what came of them.
        package let calls: [AttemptState: Int]
        /// What limited them; nil where that is not known.
        package let limit: LimitFigures?

        /// A minute of these parts.
        package init(start: Int, calls: [AttemptState: Int], limit: LimitFigures?) {
            self.start = start
            self.calls = calls
            self.limit = limit
        }
    }

    /// How long each kind of limit held.
    package struct Share: Sendable {
        /// The limit, with the numbers that it had last.
        package let limit: LimitFigures
        /// Minutes in which it was the one met most.
        package let minutes: Int
    }

    /// The minutes in which the batch called, or something limited its calls, in order.
    package var minutes: [Minute] = []
    /// What the account has been found to take.
    package var learned = LearnedAccount()

    /// An account of nothing.
    package init() {}

    /// What a ledger says of the pace of a batch.
    init(of batch: BatchID, in reader: LedgerReader) throws {
        minutes = try reader.paceMinutes(of: batch).map { minute in
            Minute(
                start: minute.start, calls: minute.calls,
                limit: minute.limits.flatMap(LimitFigures.init(json:)))
        }
        learned = try reader.learned(for: batch)
    }

    /// The limits that held, the longest first.
    package var shares: [Share] {
        var counts: [LimitFigures.Kind: Int] = [:]
        var latest: [LimitFigures.Kind: LimitFigures] = [:]
        for limit in minutes.compactMap(\.limit) {
            counts[limit.kind, default: 0] += 1
            latest[limit.kind] = limit
        }
        return LimitFigures.Kind.allCases
            .compactMap { kind in
                latest[kind].map { Share(limit: $0, minutes: counts[kind, default: 0]) }
            }
            .sorted { $0.minutes > $1.minutes }
    }
}
