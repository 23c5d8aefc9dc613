/// How a run ended.
package enum RunOutcome: String, LedgerWord {
    /// Every job was tried.
    case finished
    /// The next call would have cost more than is allowed.
    case budget
    /// Something concerned every call.
    case stopped
    /// A person asked for it.
    case interrupted
    /// An error ended it.
    case error
    /// It did not end itself; the next run found it open.
    case killed

    package static var meaning: String { "how a run ended" }
}
