package import Books

/// What is spoken of a subtitle file.
package struct SpokenOptions: Hashable, Sendable {
    /// Whether sounds in brackets and sung words are spoken, without their brackets and notes.
    package var readsSounds = false
    /// The language whose cues are spoken; `en` takes those in `en-US` too.
    ///
    /// Nil takes all cues, if the file names no more than one language.
    package var language: String?
    /// Which voices speak; nil leaves all to the batch's.
    package var roles: CueRoles?
    /// Which half of a ruby annotation is spoken.
    package var ruby = BookReadingOptions.Ruby.base

    /// The options that hold where nothing is asked for.
    package init() {}
}
