/// Who knows how a call ended.
package enum OutcomeSource: String, LedgerWord {
    /// Its reply.
    case reply
    /// The next run, which found it under way.
    case restart
    /// The service called back.
    case callback
    /// The provider's bill.
    case bill
    /// A person who asked the provider.
    case person

    package static var meaning: String { "who knows how a call ended" }
}

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

/// What becomes of tasks whose outcome is unknown.
enum UnknownRule: String, LedgerWord {
    /// They are called again, within bounds.
    case retry
    /// They are held.
    case hold

    static var meaning: String { "what becomes of unknown outcomes" }
}
