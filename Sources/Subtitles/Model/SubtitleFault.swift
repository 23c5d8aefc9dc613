public import JobSources

/// What cannot be read at one place of a subtitle file; the rest of the file can.
public struct SubtitleFault: Hashable, Sendable, CustomStringConvertible {
    /// Where it is.
    public let place: SourcePlace
    /// What is wrong and what to do about it.
    public let message: String

    /// A fault with this message.
    public init(place: SourcePlace, message: String) {
        self.place = place
        self.message = message
    }

    /// The fault as `path:line:column: message`.
    public var description: String { "\(place): \(message)" }
}
