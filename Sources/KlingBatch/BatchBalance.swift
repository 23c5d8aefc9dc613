import BatchRun
public import Foundation
import Ledger
import Reports

/// What a ledger says of a batch: what is made, what is not and why, and what it cost.
public struct BatchBalance: Sendable {
    /// How a job stands.
    public enum Standing: Sendable {
        /// Its track is made.
        case done
        /// The next run goes on with it.
        case waiting
        /// Its text was refused.
        case failed
        /// It waits for a person.
        case held
    }

    /// How many jobs stand so.
    public let jobs: [Standing: Int]
    /// What the calls that succeeded cost, and that with all that calls of unknown outcome may have
    /// cost: the provider's bill lies between.
    public let spent: ClosedRange<Yuan>
    /// What the same texts would have cost without reuse, less what they cost.
    public let savedByReuse: Yuan
    /// The length of all tracks.
    public let audio: Duration
    /// The first failed and held jobs, with their reasons.
    public let openJobs: [OpenJob]
    /// The calls that may have been charged, oldest first.
    public let unknownCalls: [UnknownCall]

    init(_ account: BatchAccount, _ unknown: [LedgerCall]) {
        jobs = [
            .done: account.jobs(.done), .waiting: account.waiting, .failed: account.jobs(.failed),
            .held: account.jobs(.held),
        ]
        let surely = Yuan(account.calls.surelySpent)
        spent = surely...max(surely, Yuan(account.calls.atMostSpent))
        savedByReuse = Yuan(account.savedByReuse)
        audio = .milliseconds(account.times.audioMilliseconds)
        openJobs = [account.open[.failed], account.open[.held]].flatMap { $0 ?? [] }.map {
            OpenJob(place: $0.place, output: $0.output, reason: $0.reason)
        }
        unknownCalls = unknown.map(UnknownCall.init)
    }
}

/// A job that is not made.
public struct OpenJob: Sendable {
    /// Where it was asked for, `input:line`.
    public let place: String
    /// Its track, below the output folder.
    public let output: String
    /// Why it is failed or held.
    public let reason: String?
}

/// A call whose reply was lost: it may have been charged.
public struct UnknownCall: Sendable {
    /// Its number in the ledger, which tells it from other calls for the same text.
    public let number: Int64
    /// When it was made.
    public let time: Date
    /// How its text begins, on one line.
    public let firstWords: String

    init(_ call: LedgerCall) {
        number = call.number
        time = Date(timeIntervalSince1970: Double(call.armedAt) / 1000)
        firstWords = call.firstWords.firstWords
    }
}
