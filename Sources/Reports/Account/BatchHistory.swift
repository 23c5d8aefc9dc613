package import Ledger
package import SpeechTasks

/// What a ledger says of how a batch came to where it stands: its calls over time, its runs beside their
/// plans, its accounts, and what its list says more than once.
package struct BatchHistory: Sendable {
    /// The most that its calls may cost, as its latest run fixed it.
    package var ceiling: Money?
    /// The length of a stretch of calls, in milliseconds of running.
    package var slotMilliseconds = 1000
    /// Its calls by outcome in each stretch.
    package var slots: [CallSlot] = []
    /// What the account called last has been found to take.
    package var learned = LearnedAccount()
    /// Its runs.
    package var runs: [RunHistory] = []
    /// Its accounts.
    package var accounts: [CallingAccount] = []
    /// How many texts its list says more than once, and how often beyond the first time.
    package var repeatedTexts = 0
    package var repeats = 0
    /// The first of these texts.
    package var repeated: [RepeatedText] = []

    /// The history of nothing.
    package init() {}

    /// How many texts are listed.
    package static let maximumRepeated = 100

    /// About how many stretches a batch's time is parted into.
    private static let slotGoal = 100

    /// The lengths that a stretch can have, in seconds.
    private static let slotSeconds = [
        1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400,
    ]

    /// What a ledger says now of the batch of an account.
    package init(of row: BatchRow, _ account: BatchAccount, in reader: LedgerReader) throws {
        try self.init(withoutTextsOf: row, account, in: reader)
        (repeatedTexts, repeats) = try reader.repeatedTextCount(of: row.batch)
        repeated = try reader.repeatedTexts(of: row.batch, limit: Self.maximumRepeated)
    }

    /// The same but for what its list says more than once, which changes little while a run goes on.
    package init(
        withoutTextsOf row: BatchRow, _ account: BatchAccount, in reader: LedgerReader
    ) throws {
        let batch = row.batch
        ceiling = try reader.ceiling(of: batch)
        let least = account.times.milliseconds / 1000 / Self.slotGoal
        slotMilliseconds = (Self.slotSeconds.first { $0 >= least } ?? 86_400) * 1000
        slots = try reader.callSlots(of: batch, width: slotMilliseconds)
        runs = try reader.runHistory(of: batch)
        accounts = try reader.callingAccounts(of: batch)
        learned = try reader.learned(
            of: accounts.max { $0.lastCall < $1.lastCall }?.name, at: row.service)
    }
}
