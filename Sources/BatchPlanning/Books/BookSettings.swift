package import Audiobooks
package import Books
package import Narration

/// How books are read and spoken, and what is made of them.
package struct BookSettings: Sendable {
    /// What stands beside the tracks to show the words while they are spoken.
    package enum Sync: String, CaseIterable, Sendable {
        /// Song texts with times, LRC.
        case lrc
        /// WebVTT.
        case vtt
    }

    /// How files are read.
    package var reading = BookReadingOptions()
    /// Which chapters are wanted.
    package var selection = ChapterSelection.all
    /// Which matter besides the body is spoken.
    package var matter: Set<Chapter.Matter> = []
    /// What is said at a chapter's start; nil is its own headings.
    package var titleTemplate: TitleTemplate?
    /// The file that maps roles to voices; nil for one voice.
    package var rolesPath: String?
    /// The voice of quoted speech; nil is that of the roles, or the batch's.
    package var dialogueVoice: String?
    /// Whether short neighbouring chapters share a call, and with it a track.
    package var packsChapters = false
    /// The silence between two clips of a chapter.
    package var gap = Duration.zero
    /// What is said of the books in the place of what they say themselves.
    package var given = GivenMetadata()
    /// Which folders the files go into.
    package var layout = BookLayout.plain
    /// The audiobook; nil makes none.
    package var audiobook: AudiobookSettings? = AudiobookSettings()
    /// Whether a read-along book is made, beside the audiobook or without one.
    package var makesReadAlong = false
    /// The files of words with times; nil makes none.
    package var sync: Sync?

    /// The defaults.
    package init() {}
}
