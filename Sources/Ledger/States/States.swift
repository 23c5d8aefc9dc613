/// How far a job is.
package enum JobState: String, LedgerWord {
    /// Clips of it are missing that a run goes on with.
    case waiting
    /// All its clips are stored.
    case ready
    /// Its track is made.
    case done
    /// One of its tasks was refused.
    case failed
    /// It, or one of its tasks, waits for a person.
    case held
    /// The latest plan does not ask for it.
    case dropped

    package static var meaning: String { "the state of a job" }
}

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

/// How a call stands.
package enum AttemptState: String, LedgerWord {
    /// It may be under way.
    case armed
    /// It was charged.
    case succeeded
    /// It was refused for pace.
    case throttled
    /// It never reached the service.
    case notSent
    /// It was refused.
    case refused
    /// It may have been charged.
    case unknown
    /// Its reply was lost, and it is known to have cost nothing.
    case free
    /// It may have been charged, and a person lets its task be called again.
    case writtenOff

    package static var meaning: String { "the state of a call" }
}

/// What a job was asked for as.
package enum JobKind: String, LedgerWord {
    /// A row of a job list.
    case row
    /// A chapter of a book.
    case chapter
    /// A subtitle file.
    case subtitles

    package static var meaning: String { "the kind of a job" }
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

/// What is odd about a stored clip.
package enum ClipSuspicion: String, LedgerWord {
    /// It is far too short for its text.
    case tooShort = "too short"
    /// Another text has the very same audio.
    case sameAudio = "same audio"

    package static var meaning: String { "what is odd about a clip" }
}
