package import DurableFiles
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
