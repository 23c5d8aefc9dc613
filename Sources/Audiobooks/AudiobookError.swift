import DurableFiles

/// What can be wrong with the tracks of an audiobook, or with what is made of them.
package enum AudiobookError: MakingError, Hashable {
    /// An audiobook of no chapters was asked for.
    case noChapters
    /// A chapter's track is not a whole MP3 or not the one that was made, and why.
    case trackDamaged(String, reason: String)
    /// A file that a tool made for the audiobook is not as it has to be.
    case partDamaged(String)

    /// The error as a sentence for people.
    package var description: String {
        switch self {
        case .noChapters: "an audiobook needs at least one chapter"
        case .trackDamaged(let path, let reason):
            "the track \(path) is damaged (\(reason)); delete it and run the batch again"
        case .partDamaged(let path):
            "ffmpeg reported success but did not make \(path) whole; run the same command again, "
                + "with another version of ffmpeg if it fails again"
        }
    }
}
