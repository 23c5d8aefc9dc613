package import SpeechTasks

/// What a batch made, what it did not make, and what it cost.
package struct BatchReport: Sendable, Equatable {
    /// The batch's name.
    package var name: String
    /// Who was called; `emulator` is nobody's money.
    package var service: String
    /// Jobs done, failed, held, waiting, and dropped from the list.
    package var done = 0
    /// Jobs that were refused.
    package var failed = 0
    /// Jobs that wait for a person.
    package var held = 0
    /// Jobs that the next run goes on with.
    package var waiting = 0
    /// Jobs the latest list no longer asks for; their files are kept.
    package var dropped = 0
    /// Characters of all texts, in Unicode scalars.
    package var characters = 0
    /// Calls by outcome: `succeeded`, `throttled`, `notSent`, `refused`, `unknown`, `writtenOff`,
    /// `free`, `armed`.
    package var calls: [String: Int] = [:]
    /// Successes for texts that an earlier call had paid for, which was not known in time.
    package var paidTwice = 0
    /// What the calls that succeeded cost.
    package var surelySpent = Money.zero
    /// That, and what every call of unknown outcome may have cost.
    package var atMostSpent = Money.zero
    /// What the paid tasks would have cost without reuse, less what they cost.
    package var savedByReuse = Money.zero
    /// The most the batch may cost, if that is limited.
    package var budget: Money?
    /// Whether refused calls are counted as perhaps charged.
    package var chargesRefusals = false
    /// Length of the tracks, in milliseconds.
    package var audioMilliseconds = 0
    /// Time spent in runs, in milliseconds.
    package var runMilliseconds = 0
    /// How many runs there were.
    package var runs = 0

    /// An empty report.
    package init(name: String, service: String) {
        self.name = name
        self.service = service
    }
}

extension BatchReport {
    /// The outcomes in the order a report gives them.
    package static let outcomes = [
        "succeeded", "throttled", "notSent", "refused", "unknown", "writtenOff", "free",
        "armed",
    ]

    /// All calls, whatever became of them.
    package var callCount: Int { calls.values.reduce(0, +) }

    /// Thousandths of yuan for an hour of audio, by what was surely spent; nil without audio.
    package var surelySpentPerHour: Money? {
        guard audioMilliseconds > 0 else { return nil }
        let thousandths = Double(surelySpent.thousandths) * 3_600_000 / Double(audioMilliseconds)
        return Money(thousandths: Int(thousandths.rounded()))
    }

    /// Calls that succeeded, a minute of running; nil before any time has passed.
    package var callsPerMinute: Double? {
        guard runMilliseconds > 0 else { return nil }
        return Double(calls["succeeded", default: 0]) * 60_000 / Double(runMilliseconds)
    }

    /// The share of calls that were refused for pace, from 0 to 1; nil without calls.
    package var throttledShare: Double? {
        guard callCount > 0 else { return nil }
        return Double(calls["throttled", default: 0]) / Double(callCount)
    }

    /// The sum of several batches at one service.
    package static func sum(_ reports: [BatchReport], service: String) -> BatchReport {
        var sum = BatchReport(name: "all batches", service: service)
        for report in reports {
            sum.done += report.done
            sum.failed += report.failed
            sum.held += report.held
            sum.waiting += report.waiting
            sum.dropped += report.dropped
            sum.characters += report.characters
            sum.calls.merge(report.calls, uniquingKeysWith: +)
            sum.paidTwice += report.paidTwice
            sum.surelySpent = sum.surelySpent + report.surelySpent
            sum.atMostSpent = sum.atMostSpent + report.atMostSpent
            sum.savedByReuse = sum.savedByReuse + report.savedByReuse
            sum.chargesRefusals = sum.chargesRefusals || report.chargesRefusals
            sum.audioMilliseconds += report.audioMilliseconds
            sum.runMilliseconds += report.runMilliseconds
            sum.runs += report.runs
        }
        return sum
    }
}
