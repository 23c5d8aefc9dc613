/// Who speaks the rows of a speaker.
package struct SpeakerVoices: Sendable {
    /// Who speaks for a name.
    package enum Casting: Hashable, Sendable {
        /// A voice, by its identifier.
        case voice(String)
        /// Nobody: the row is left out.
        case muted
    }

    /// The file they stand in, for messages.
    package let path: String
    /// Who speaks for a name; nil where that is not said.
    package let casting: @Sendable (String) -> Casting?

    /// Voices as a function says them.
    package init(path: String, casting: @escaping @Sendable (String) -> Casting?) {
        self.path = path
        self.casting = casting
    }
}
