public import SystemPackage

/// A finished track that is to be a chapter of an audiobook.
public struct AudiobookChapter: Hashable, Sendable {
    /// Where the track is: an MP3.
    public let path: FilePath
    /// The chapter's title; without one it is called by its number.
    public let title: String?
    /// Its bytes as they were recorded when it was made.
    ///
    /// A track whose bytes are others is taken only where it plays as long and its number of bytes is
    /// another too: a tag editor's work. One of as many bytes is damaged, or another track.
    public let recorded: MadeFile
    /// How long it played then, by its frames.
    public let duration: Duration

    /// A track as a chapter with this title.
    public init(path: FilePath, title: String?, recorded: MadeFile, duration: Duration) {
        self.path = path
        self.title = title
        self.recorded = recorded
        self.duration = duration
    }
}

/// A chapter's place in an audiobook's file.
public struct AudiobookMark: Hashable, Sendable {
    /// The chapter's title.
    public let title: String
    /// Where in the file it begins.
    public let start: Duration
    /// How long it plays, by its frames.
    public let duration: Duration
}

/// One file of an audiobook, safely on the disk.
public struct StoredAudiobook: Hashable, Sendable {
    /// Its name within the output folder, folders included.
    public let name: String
    /// The file's length in bytes.
    public let byteCount: Int
    /// SHA-256 of the file, 32 bytes.
    public let sha256: [UInt8]
    /// How long it plays: all its chapters together.
    public let duration: Duration
    /// Its chapters in order.
    public let marks: [AudiobookMark]
}

/// What became of an audiobook.
public enum AudiobookOutcome: Hashable, Sendable {
    /// It is checked, synced and in the output folder, as one file or several.
    case made([StoredAudiobook])
    /// It is not finished, and why; the chapters encoded so far wait for the next run.
    case failed(AudioFileError)
}

/// How far an audiobook is.
public struct AudiobookProgress: Hashable, Sendable {
    /// What is being done.
    public enum Phase: String, Sendable {
        /// Loudness is measured.
        case measuring
        /// Chapters are encoded.
        case encoding
        /// Chapters are joined into a file.
        case joining
    }

    /// What is being done.
    public let phase: Phase
    /// Chapters, or files where they are joined, that are through with this phase.
    public let finished: Int
    /// How many there are.
    public let total: Int
}
