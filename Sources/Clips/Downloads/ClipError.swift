import DurableFiles

/// What can go wrong with the download of a clip.
package enum ClipError: MakingError, Hashable {
    /// The service no longer has the audio; the reply's status.
    case expired(status: Int)
    /// The audio was not fetched, and why; to be tried again.
    case notFetched(String)
    /// More bytes than a clip may have.
    case tooLarge(limitByteCount: Int)

    /// The error as a sentence for people.
    package var description: String {
        switch self {
        case .expired(let status):
            "the audio's address has expired (HTTP \(status)); --rebuy-expired pays for it again"
        case .notFetched(let reason): "the audio was not fetched: \(HostWords.cleaned(reason))"
        case .tooLarge(let limit): "the audio is larger than \(limit) bytes"
        }
    }
}
