/// A chapter's place in an audiobook's file.
package struct AudiobookMark: Hashable, Sendable {
    /// The chapter's title.
    package let title: String
    /// Where in the file it begins.
    package let start: Duration
    /// How long it plays, by its frames.
    package let duration: Duration

    /// The place of a chapter.
    package init(title: String, start: Duration, duration: Duration) {
        self.title = title
        self.start = start
        self.duration = duration
    }
}
