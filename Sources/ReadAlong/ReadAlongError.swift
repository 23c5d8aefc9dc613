import DurableFiles

/// What can be wrong with a read-along book or the tracks that it is made of.
package enum ReadAlongError: MakingError, Hashable {
    /// Nothing says what stands on its pages.
    case noPages
    /// A chapter's track is no MP3.
    case notMP3(String)
    /// A chapter's track is not the one that was made.
    case trackDamaged(String)
    /// The file would be longer than its form allows.
    case tooLarge

    /// The error as a sentence for people.
    package var description: String {
        switch self {
        case .noPages: "its text is not known; run the same command again"
        case .notMP3(let path): "the track \(path) is no MP3, which its readers ask for"
        case .trackDamaged(let path):
            "the track \(path) is not the audio that was made; delete it and run the batch again"
        case .tooLarge:
            "it would be longer than 4 GiB, more than its readers take; make it in parts with --chapters"
        }
    }
}
