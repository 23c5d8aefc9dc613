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

    init(_ error: AudioFileError) {
        self =
            switch error {
            case .expired(let status): .expired(status)
            case _ where error.isBadAudio: .bad("\(error)")
            default: .failed("\(error)")
            }
    }
}
