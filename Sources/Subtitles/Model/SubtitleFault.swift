package import Texts

/// What cannot be read at one place of a subtitle file; the rest of the file can.
package struct SubtitleFault: Hashable, Sendable, CustomStringConvertible {
    /// Where it is.
    package let place: SourcePlace
    /// What is wrong and what to do about it.
    package let message: String
    /// The language of what cannot be read, as the file names it; nil if it does not.
    package var language: String?

    /// A fault with this message.
    package init(place: SourcePlace, message: String) {
        self.place = place
        self.message = message
    }

    /// The fault as `path:line:column: message`.
    package var description: String { "\(place): \(message)" }
}
