/// Something to voice.
public enum BatchInput: Sendable {
    /// A job list, a book or a subtitle file, by its path; what it is follows from the name's ending.
    case file(String)
    /// Jobs that stand in memory. Their name tells them from other inputs of the batch.
    case jobs([VoiceJob], named: String)
}

/// A text to voice, and the track that it becomes.
public struct VoiceJob: Encodable, Sendable {
    private let id: String
    private let text: String
    private let voice: String?
    private let speed: Double?
    private let volume: Double?
    private let output: String?
    private let title: String?

    /// A job; what is nil is the batch's.
    ///
    /// - Parameters:
    ///   - id: your name for the job, and by default its track's; each job of a batch needs another.
    ///   - text: what is spoken.
    ///   - voice: the voice.
    ///   - speed: the speed, 0.5 to 2.0.
    ///   - volume: the volume, 0 to 2.0.
    ///   - output: the track's file below the output folder; nil follows from the name.
    ///   - title: written into the track as its title.
    public init(
        id: String, text: String, voice: String? = nil, speed: Double? = nil,
        volume: Double? = nil, output: String? = nil, title: String? = nil
    ) {
        self.id = id
        self.text = text
        self.voice = voice
        self.speed = speed
        self.volume = volume
        self.output = output
        self.title = title
    }
}
