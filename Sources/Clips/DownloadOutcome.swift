package import DurableFiles

/// What became of a download.
package enum DownloadOutcome: Hashable, Sendable {
    /// The clip is checked, synced and in the store.
    case stored(StoredClip)
    /// The service no longer has the audio: HTTP status 403, 404 or 410.
    case expired(Int)
    /// What came is no whole audio, and why.
    case bad(String)
    /// Nothing usable came, and why; trying again may help.
    case failed(String)
    /// The disk did not take it, and will take no other clip either; the error has a remedy.
    case notWritten(AudioFileError)

    init(_ error: AudioFileError) {
        self =
            switch error {
            case .expired(let status): .expired(status)
            case .disk: .notWritten(error)
            case _ where error.isBadAudio: .bad("\(error)")
            default: .failed("\(error)")
            }
    }
}
