/// How far a task is.
package enum TaskState: String, LedgerWord {
    /// A call is to be paid.
    case waiting
    /// It is paid for, and its audio is at its address.
    case synthesized
    /// Its clip is stored.
    case stored
    /// It was refused.
    case failed
    /// It waits for a person; why is a ``HoldReason``.
    case held
    /// Shorter tasks have taken its place.
    case split

    package static var meaning: String { "the state of a task" }
}

/// Why a task is held.
package enum HoldReason: String, LedgerWord {
    /// A call's outcome is unknown and the rules allow no further call.
    case unknown
    /// A call brought a success that cannot be read.
    case unreadable
    /// The audio's address no longer serves it.
    case expired
    /// The audio fails its check.
    case badAudio = "bad audio"
    /// The audio could not be fetched this time.
    case download

    package static var meaning: String { "why a task is held" }
}
