public import AudioFiles
public import Books

/// How books are read and spoken, and what is made of them.
public struct BookSettings: Sendable {
    /// What stands beside the tracks to show the words while they are spoken.
    public enum Sync: String, CaseIterable, Sendable {
        /// Song texts with times, LRC.
        case lrc
        /// WebVTT.
        case vtt
    }

    /// How files are read.
    public var reading = BookReadingOptions()
    /// Which chapters are wanted.
    public var selection = ChapterSelection.all
    /// Which matter besides the body is spoken.
    public var matter: Set<Chapter.Matter> = []
    /// What is said at a chapter's start; nil is its own headings.
    public var titleTemplate: TitleTemplate?
    /// Files of words and their spoken forms.
    public var lexiconPaths: [String] = []
    /// The file that maps roles to voices; nil for one voice.
    public var rolesPath: String?
    /// The voice of quoted speech; nil is that of the roles, or the batch's.
    public var dialogueVoice: String?
    /// Whether short neighbouring chapters share a call, and with it a track.
    public var packsChapters = false
    /// The silence between two clips of a chapter.
    public var gap = Duration.zero
    /// The audiobook; nil makes none.
    public var audiobook: AudiobookSettings? = AudiobookSettings()
    /// The files of words with times; nil makes none.
    public var sync: Sync?

    /// The defaults.
    public init() {}
}
