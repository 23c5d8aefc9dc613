/// What became of a download.
public enum DownloadOutcome: Hashable, Sendable {
    /// The clip is checked, synced and in the store.
    case stored(StoredClip)
    /// The service no longer has the audio: HTTP status 403, 404 or 410.
    case expired(Int)
    /// What came is not the audio that was announced, and why.
    case bad(String)
    /// Nothing usable came, and why; trying again may help.
    case failed(String)
    /// The disk did not take it, and why: it is full, say, and will take no other clip either.
    case notWritten(String)

    init(_ error: AudioFileError) {
        self =
            switch error {
            case .expired(let status): .expired(status)
            case .disk: .notWritten("\(error)")
            case _ where error.isBadAudio: .bad("\(error)")
            default: .failed("\(error)")
            }
    }
}
