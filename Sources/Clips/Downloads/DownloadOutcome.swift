package import DurableFiles
import MP3

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
    case notWritten(FileError)

    /// What an error on the way comes to; one of the HTTP client is one of the way the audio came.
    init(_ error: any Error) {
        self =
            switch error {
            case ClipError.expired(let status): .expired(status)
            case let error as FileError where error.remedy != nil: .notWritten(error)
            case is MP3Error, is UnexpectedLength, ClipError.tooLarge: .bad("\(error)")
            case is any MakingError: .failed("\(error)")
            case is CancellationError: .failed("the download was stopped")
            default: .failed("\(ClipError.notFetched("\(error)"))")
            }
    }
}
