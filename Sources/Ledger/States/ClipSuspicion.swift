/// What is odd about a stored clip.
package enum ClipSuspicion: String, LedgerWord {
    /// It is far too short for its text.
    case tooShort = "too short"
    /// Another text has the very same audio.
    case sameAudio = "same audio"

    package static var meaning: String { "what is odd about a clip" }
}
