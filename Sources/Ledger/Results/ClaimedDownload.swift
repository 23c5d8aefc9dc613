package import SpeechTasks

/// A paid task whose audio is still to be fetched.
package struct ClaimedDownload: Sendable {
    /// The right to fetch it.
    package let claim: Claim
    let attemptID: Int64
    /// The task's name, and with it the clip's.
    package let hash: TaskHash
    /// Where the audio lies.
    package let audioURL: String
    /// The announced length in milliseconds, if any.
    package let durationMilliseconds: Int?
    /// Whether the run that claims it has paid for it.
    package let isPaidByThisRun: Bool
    /// What is spoken.
    package let task: SpeechTask
}

/// Why a paid task has no clip.
package enum DownloadFailure: Sendable {
    /// The address answered that the audio is gone.
    case expired(detail: String)
    /// The audio failed its check each time.
    case bad(detail: String)
    /// It could not be fetched; the next run tries again.
    case failed(detail: String)
}
