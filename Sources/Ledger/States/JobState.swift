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
