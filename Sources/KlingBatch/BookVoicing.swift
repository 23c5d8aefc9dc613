import Audiobooks
import BatchPlanning
import Books
import Narration

/// How the books of a batch are read and spoken, and what is made of them.
///
/// Each chapter becomes a track. `docs/books.md` of the package says what each part means.
public struct BookVoicing: Sendable {
    /// What is spoken though it is left out otherwise.
    public enum Extra: Sendable {
        /// Cover, title page, imprint, table of contents.
        case frontMatter
        /// Licence, colophon, index and the like.
        case backMatter
        /// Listings of programs.
        case code
        /// What images say they show.
        case imageDescriptions
        /// The readings of ruby, in place of the text they stand beside.
        case rubyReadings
    }

    /// What becomes of footnotes and endnotes.
    public enum Notes: String, Sendable {
        /// They are left out.
        case skip
        /// They are spoken where their mark stands.
        case inline
        /// They are spoken at the end of their chapter.
        case end
    }

    /// The audiobook that is made of the tracks.
    ///
    /// A bit rate is 8 to 256 kilobits a second, and nil is the form's own. A loudness is -40 to -5
    /// LUFS, and nil leaves the book as it is. A book that is longer than its limit becomes several
    /// files, and nil is 24 hours.
    public enum Audiobook: Sendable {
        /// AAC in MP4, with chapters.
        case m4b(bitRate: Int? = nil, loudness: Double? = nil, longest: Duration? = nil)
        /// Opus in Ogg, with chapters.
        case opus(bitRate: Int? = nil, loudness: Double? = nil, longest: Duration? = nil)
        /// The tracks' own frames, not encoded again, with chapters.
        case mp3(longest: Duration? = nil)
    }

    /// What stands beside each track to show its words while they are spoken.
    public enum Words: String, Sendable {
        /// Song texts with times, LRC.
        case lrc
        /// WebVTT.
        case vtt
    }

    let chapters: [ClosedRange<Int>]
    let extras: Set<Extra>
    let notes: Notes
    let title: String?
    let roles: String?
    let dialogueVoice: String?
    let packsChapters: Bool
    let gap: Duration
    let audiobook: Audiobook?
    let words: Words?

    /// The defaults, but for what is said.
    ///
    /// - Parameters:
    ///   - chapters: the wanted chapters, by the numbers that `kling-batch chapters` lists; none for
    ///     all.
    ///   - extras: what is spoken besides the body.
    ///   - notes: what becomes of notes.
    ///   - title: what is said at a chapter's start, such as `Chapter {number}. {title}`; nil is the
    ///     book's own headings.
    ///   - roles: the file that maps headings, quoted speech and marks to voices.
    ///   - dialogueVoice: the voice of quoted speech; nil is that of the roles, or the batch's.
    ///   - packsChapters: whether short neighbouring chapters share a call, and with it a track.
    ///   - gap: the silence between two pieces of a chapter, up to a minute.
    ///   - audiobook: what is made of the tracks; nil makes nothing.
    ///   - words: the files of words with times; nil makes none.
    public init(
        chapters: [ClosedRange<Int>] = [], speaking extras: Set<Extra> = [], notes: Notes = .skip,
        title: String? = nil, roles: String? = nil, dialogueVoice: String? = nil,
        packsChapters: Bool = false, gap: Duration = .zero,
        audiobook: Audiobook? = .m4b(), words: Words? = nil
    ) {
        self.chapters = chapters
        self.extras = extras
        self.notes = notes
        self.title = title
        self.roles = roles
        self.dialogueVoice = dialogueVoice
        self.packsChapters = packsChapters
        self.gap = gap
        self.audiobook = audiobook
        self.words = words
    }
}

extension BookVoicing {
    /// The settings as the stages take them.
    func bookSettings() throws -> BookSettings {
        var book = BookSettings()
        book.reading.notes = BookReadingOptions.Notes(rawValue: notes.rawValue) ?? .skip
        book.reading.ruby = extras.contains(.rubyReadings) ? .reading : .base
        book.reading.readsCode = extras.contains(.code)
        book.reading.readsAlternativeText = extras.contains(.imageDescriptions)
        if extras.contains(.frontMatter) { book.matter.insert(.front) }
        if extras.contains(.backMatter) { book.matter.insert(.back) }
        if !chapters.isEmpty {
            book.selection = try ChapterSelection(
                chapters.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ","))
        }
        book.titleTemplate = try title.map { try TitleTemplate($0) }
        book.rolesPath = roles
        book.dialogueVoice = dialogueVoice
        book.packsChapters = packsChapters
        try require(gap / .seconds(1), in: SettingRange.gapSeconds, "gap in seconds")
        book.gap = gap
        book.audiobook = try audiobook?.settings()
        book.sync = words.flatMap { BookSettings.Sync(rawValue: $0.rawValue) }
        return book
    }
}

extension BookVoicing.Audiobook {
    fileprivate func settings() throws -> AudiobookSettings {
        var settings: AudiobookSettings
        let longest: Duration?
        switch self {
        case .m4b(let bitRate, let loudness, let limit):
            settings = AudiobookSettings(format: .m4b, bitRate: bitRate, loudness: loudness)
            longest = limit
        case .opus(let bitRate, let loudness, let limit):
            settings = AudiobookSettings(format: .opus, bitRate: bitRate, loudness: loudness)
            longest = limit
        case .mp3(let limit):
            settings = AudiobookSettings(format: .mp3)
            longest = limit
        }
        try require(settings.bitRate, in: SettingRange.bookBitRate, "audiobook's bit rate")
        try require(settings.loudness, in: SettingRange.loudness, "audiobook's loudness")
        try require(
            longest.map { $0 / .seconds(3600) }, in: SettingRange.partHours,
            "audiobook's longest file in hours")
        settings.partLimit = longest ?? settings.partLimit
        return settings
    }
}
