package import Ledger
import WorkerPool

/// What an account was found to take, for people.
extension LearnedAccount {
    /// Its limits in words: `30 calls a minute, 3 at once`; nil where none was met.
    package var limitWords: String? {
        let pace = LearnedPace(self)
        return pace == LearnedPace() ? nil : "\(pace)"
    }

    /// How long so many calls take at its limits; nil where they do not tell.
    package func time(forCalls count: Int) -> ClosedRange<Duration>? {
        LearnedPace(self).timeFor(calls: count)
    }
}
