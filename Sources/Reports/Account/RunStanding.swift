import BatchRun
package import Ledger
package import SpeechTasks

/// Whether a batch is running now, by the ledger's lock, and what a person may want to know then.
package struct RunStanding: Sendable {
    /// Whether a run of the batch holds the ledger.
    package var isRunning = false
    /// Who holds the ledger, if somebody does and said so.
    package var holder: LedgerHolder?
    /// Whether somebody holds it.
    package var isLedgerHeld = false
    /// The latest run; nil where there was none.
    package var lastRun: RunRow?
    /// Calls a minute that succeeded lately; nil where it is not running, or has no pace yet.
    package var callsPerMinute: Double?
    /// What the run says of itself; nil where it is not running, or has said nothing yet.
    package var saying: RunSaying?
    /// How long its calls take yet, at least and at most; nil where it did not say.
    package var timeLeft: ClosedRange<Duration>?
    /// Calls that may have been charged, which is not known.
    package var unknownCalls = 0
    /// What the account may spend in a day and may have spent today, where that is limited.
    package var day: (limit: Money, atMostSpent: Money)?

    /// A batch that never ran.
    package init() {}

    /// How a batch stands.
    ///
    /// - Parameters:
    ///   - holding: what the lock says.
    ///   - now: Unix milliseconds.
    package init(
        of row: BatchRow, in reader: LedgerReader, holding: LedgerHolding,
        now: Int = unixMilliseconds()
    ) throws {
        lastRun = try reader.runs(of: row.batch).last
        unknownCalls = try reader.unknownCalls(of: row.batch)
        day = try reader.money(of: row.batch).day
        guard case .held(let holder) = holding else { return }
        isLedgerHeld = true
        self.holder = holder
        isRunning = holding.isRunning(row.name, latestRun: lastRun)
        guard isRunning else { return }
        callsPerMinute = try reader.callsPerMinuteLately(of: row.batch, now: now)
        saying = holder?.saying(at: now)
        timeLeft = saying?.timeLeft(at: now)
    }
}
