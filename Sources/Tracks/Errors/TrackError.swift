import DurableFiles
package import SpeechTasks

/// What can be wrong with the clips of a track.
package enum TrackError: MakingError, Hashable {
    /// A track of no clips was asked for.
    case noClips
    /// A clip's file is not in the store.
    case clipLost(TaskHash)
    /// A clip's file is not as it was stored, and why.
    case clipDamaged(TaskHash, reason: String)

    /// The tool does not tell how long a file plays.
    case unknownLength(String)

    /// The error as a sentence for people.
    package var description: String {
        switch self {
        case .noClips: "a track needs at least one clip"
        case .clipLost(let hash): "the clip \(hash) is missing; run the batch again to fetch it"
        case .clipDamaged(let hash, let reason):
            "the clip \(hash) is damaged (\(reason)); delete it and run the batch again"
        case .unknownLength(let path):
            "ffprobe failed: it does not know how long \(HostWords.cleaned(path)) plays"
        }
    }
}
