package import DurableFiles
package import MP3
package import SystemPackage

/// A finished track that is to be a chapter of an audiobook.
package struct AudiobookChapter: Hashable, Sendable {
    /// Where the track is: an MP3.
    package let path: FilePath
    /// The chapter's title; without one it is called by its number.
    package let title: String?
    /// Its bytes as they were recorded when it was made.
    ///
    /// A track whose bytes are others is taken only where it plays as long and its number of bytes is
    /// another too: a tag editor's work. One of as many bytes is damaged, or another track.
    package let recorded: MadeFile
    /// How long it played then, by its frames.
    package let duration: Duration

    /// A track as a chapter with this title.
    package init(path: FilePath, title: String?, recorded: MadeFile, duration: Duration) {
        self.path = path
        self.title = title
        self.recorded = recorded
        self.duration = duration
    }
}

/// One file of an audiobook, safely on the disk.
package struct StoredAudiobook: Hashable, Sendable {
    /// Its name within the output folder, folders included.
    package let name: String
    /// The file's length in bytes.
    package let byteCount: Int
    /// SHA-256 of the file, 32 bytes.
    package let sha256: [UInt8]
    /// How long it plays: all its chapters together.
    package let duration: Duration
    /// Its chapters in order.
    package let marks: [AudiobookMark]
}

/// How far an audiobook is.
package struct AudiobookProgress: Hashable, Sendable {
    /// What is being done.
    package enum Phase: String, Sendable {
        /// Loudness is measured.
        case measuring
        /// Chapters are encoded.
        case encoding
        /// Chapters are joined into a file.
        case joining
    }

    /// What is being done.
    package let phase: Phase
    /// Chapters, or files where they are joined, that are through with this phase.
    package let finished: Int
    /// How many there are.
    package let total: Int
}
