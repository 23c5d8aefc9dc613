package import BatchPlanning
package import BatchRun
import Foundation
package import Ledger
package import SpeechTasks

/// Everything that a ledger says of a batch at one moment: what is asked for, what is made, what is not
/// and why, and what it cost.
package struct BatchAccount: Sendable {
    /// The batch's name.
    package var name: String
    /// Who was called; `emulator` is nobody's money.
    package var service: String
    /// The folder of its tracks.
    package var outputFolder = ""
    /// When it was first run, in Unix milliseconds.
    package var createdAt = 0

    /// What it is booked on, and who pays.
    package var labels = BatchLabels()
    /// When its first and its last call were made, in Unix milliseconds; nil without any.
    package var callTimes: ClosedRange<Int>?

    /// Jobs and tasks by state, and the characters of all texts.
    package var progress = BatchProgress()
    /// Calls by outcome, and what they came to.
    package var calls = BatchCalls()
    /// Calls under way.
    package var inFlight = CallsInFlight()
    /// The price of one call.
    package var price = Money.zero
    /// The most the batch may cost, if that is limited.
    package var budget: Money?
    /// Whether refused calls are counted as perhaps charged.
    package var chargesRefusals = false
    /// A call's price for each place in its jobs whose recording is paid for and that no call of the
    /// batch itself paid for: texts that stand there more than once, and texts of other batches.
    ///
    /// What is replaced counts no more, neither as bought nor as saved.
    package var savedByReuse = Money.zero
    /// Whether it is running now.
    package var standing = RunStanding()
    /// When it ran, and how much audio it has made.
    package var times = BatchTimes()

    /// The inputs, with what each asked for.
    package var inputs: [InputRow] = []
    /// The voices, with what each says.
    package var voices: [VoiceRow] = []
    /// The runs so far.
    package var runs: [RunRow] = []
    /// The books, and what was made of each.
    package var books: [BookAccount] = []
    /// How the voice tracks fit their films.
    package var films: [FitSummary] = []
    /// The first jobs that are failed, held, or dropped, with their reasons; ``progress`` counts all.
    package var open: [JobState: [JobRow]] = [:]
    /// What the latest plan left out for its faults; nil where that is nothing.
    package var skipped: SkippedRows?
    /// What limited its calls.
    package var pace = PaceAccount()
    /// Clips that are kept although they are odd.
    package var oddClips: [OddClip] = []

    /// An account of nothing.
    package init(name: String, service: String) {
        self.name = name
        self.service = service
    }

    /// How many jobs of a state are listed by name.
    package static let maximumListed = 50
}

/// Calls under way.
package struct CallsInFlight: Sendable {
    package var count = 0
    /// For how long the oldest is, in milliseconds.
    package var oldestMilliseconds = 0
}

extension BatchAccount {
    /// What a ledger says of a batch now.
    ///
    /// Every question of an account is asked here, and none by whoever draws it. Only the list of all
    /// jobs is not in it, which may be millions.
    package init(of row: BatchRow, in reader: LedgerReader) throws {
        try self.init(sumsOf: row, in: reader)
        let (count, oldest) = try reader.inFlight(of: row.batch)
        inFlight = CallsInFlight(count: count, oldestMilliseconds: oldest)
        inputs = try reader.inputs(of: row.batch)
        voices = try reader.voices(of: row.batch)
        runs = try reader.runs(of: row.batch)
        books = try BookAccount.all(of: row, in: reader)
        films = try FitSummary.all(of: row.batch, in: reader)
        for state in [JobState.failed, .held, .dropped] where jobs(state) > 0 {
            try reader.forEachJob(of: row.batch, in: [state], limit: Self.maximumListed) {
                open[state, default: []].append($0)
            }
        }
        oddClips = try reader.oddClips(of: row.batch)
        pace = try PaceAccount(of: row.batch, in: reader)
    }

    /// Its sums alone, for a list of many batches; nothing is listed by name.
    package init(sumsOf row: BatchRow, in reader: LedgerReader) throws {
        self.init(name: row.name, service: row.service.name)
        outputFolder = row.outputFolder
        createdAt = row.createdAt
        price = row.price
        budget = row.budget
        chargesRefusals = row.chargesRefusals
        skipped = SkippedRows(storedWith: row)
        labels = try reader.labels(of: row.batch)
        callTimes = try reader.callTimes(of: row.batch)
        progress = try reader.progress(of: row.batch)
        calls = try reader.calls(of: row.batch)
        times = try reader.times(of: row.batch)
        savedByReuse = (progress.paidPlaces - progress.boughtTasks) * row.price
    }

    /// How many jobs are in a state.
    package func jobs(_ state: JobState) -> Int { progress.jobs[state, default: 0] }

    /// Jobs that the next run goes on with.
    package var waiting: Int { jobs(.waiting) + jobs(.ready) }

    /// Jobs that are asked for and not made.
    package var unfinished: Int { jobs(.failed) + jobs(.held) + waiting }

    /// The price of an hour of audio, by what was surely spent; nil without audio.
    package var surelySpentPerHour: Money? {
        guard times.audioMilliseconds > 0 else { return nil }
        let thousandths =
            Double(calls.surelySpent.thousandths) * 3_600_000 / Double(times.audioMilliseconds)
        return Money(thousandths: Int(thousandths.rounded()))
    }

    /// Calls that succeeded, a minute of running; nil before any time has passed.
    package var callsPerMinute: Double? {
        guard times.milliseconds > 0 else { return nil }
        return Double(calls.byState[.succeeded, default: 0]) * 60_000 / Double(times.milliseconds)
    }

    /// The share of calls that were refused for pace, from 0 to 1; nil without calls.
    package var throttledShare: Double? {
        guard calls.count > 0 else { return nil }
        return Double(calls.byState[.throttled, default: 0]) / Double(calls.count)
    }

    /// The sum of several batches at one service; what is listed by name stays with each.
    package static func sum(_ accounts: [BatchAccount], service: String) -> BatchAccount {
        var sum = BatchAccount(name: "all batches", service: service)
        for account in accounts {
            sum.progress.jobs.merge(account.progress.jobs, uniquingKeysWith: +)
            sum.progress.tasks.merge(account.progress.tasks, uniquingKeysWith: +)
            let times = [sum.callTimes, account.callTimes].compactMap { $0 }
            if let first = times.map(\.lowerBound).min(), let last = times.map(\.upperBound).max() {
                sum.callTimes = first...last
            }
            sum.progress.characters += account.progress.characters
            sum.progress.packedRows += account.progress.packedRows
            sum.progress.sharedCalls += account.progress.sharedCalls
            sum.calls.byState.merge(account.calls.byState, uniquingKeysWith: +)
            sum.calls.paidTwice += account.calls.paidTwice
            sum.calls.replaced = sum.calls.replaced + account.calls.replaced
            sum.calls.surelySpent = sum.calls.surelySpent + account.calls.surelySpent
            sum.calls.atMostSpent = sum.calls.atMostSpent + account.calls.atMostSpent
            sum.savedByReuse = sum.savedByReuse + account.savedByReuse
            sum.chargesRefusals = sum.chargesRefusals || account.chargesRefusals
            sum.times.audioMilliseconds += account.times.audioMilliseconds
            sum.times.milliseconds += account.times.milliseconds
            sum.times.runCount += account.times.runCount
        }
        return sum
    }
}
