import Ledger
import Reports

/// What a ledger says of a batch: what is made, what is not and why, and what it cost.
public struct BatchBalance: Sendable {
    /// Jobs whose track is made.
    public let done: Int
    /// Jobs that the next run goes on with.
    public let waiting: Int
    /// Jobs whose text was refused.
    public let failed: Int
    /// Jobs that wait for a person.
    public let held: Int
    /// What the calls that succeeded cost.
    public let surelySpent: Yuan
    /// That, and what every call of unknown outcome may have cost: the provider's bill lies between.
    public let atMostSpent: Yuan
    /// What the same texts would have cost without reuse, less what they cost.
    public let savedByReuse: Yuan
    /// The length of all tracks.
    public let audio: Duration
    /// The first failed and held jobs, with their reasons.
    public let openJobs: [OpenJob]

    /// A job that is not made.
    public struct OpenJob: Sendable {
        /// Where it was asked for, `input:line`.
        public let place: String
        /// Its track, below the output folder.
        public let output: String
        /// Why it is failed or held.
        public let reason: String?
    }

    init(_ account: BatchAccount) {
        done = account.jobs(.done)
        waiting = account.waiting
        failed = account.jobs(.failed)
        held = account.jobs(.held)
        surelySpent = Yuan(account.calls.surelySpent)
        atMostSpent = Yuan(account.calls.atMostSpent)
        savedByReuse = Yuan(account.savedByReuse)
        audio = .milliseconds(account.times.audioMilliseconds)
        openJobs = [account.open[.failed], account.open[.held]].flatMap { $0 ?? [] }.map {
            OpenJob(place: $0.place, output: $0.output, reason: $0.reason)
        }
    }
}
