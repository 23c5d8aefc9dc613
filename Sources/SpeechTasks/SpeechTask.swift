import Crypto

/// One API call's worth: a text and how it is to be spoken, at one service.
///
/// Equal tasks are one task. Its ``hash`` is its name in the ledger and in the clip store.
public struct SpeechTask: Hashable, Sendable {
    /// Who is called.
    public let service: Service
    /// What is spoken, exactly as it is sent.
    public let text: String
    /// The voice, by the service's own identifier.
    public let voiceID: String
    /// The speed; ``Thousandths/normal`` where none was asked for.
    public let speed: Thousandths
    /// The volume; ``Thousandths/normal`` where none was asked for.
    public let volume: Thousandths
    /// The task's name: SHA-256 over a canonical, versioned form of its parts.
    ///
    /// Version 1: the tag `kling-batch task 1`, then service, voice, speed, volume and text in
    /// UTF-8, each followed by a zero byte but for the text, which ends the form. Service and voice
    /// hold no zero byte, so no two tasks have one form.
    public let hash: TaskHash

    /// A task of these parts.
    public init(
        service: Service, text: String, voiceID: String,
        speed: Thousandths = .normal, volume: Thousandths = .normal
    ) {
        self.service = service
        self.text = text
        self.voiceID = voiceID
        self.speed = speed
        self.volume = volume
        var hasher = SHA256()
        var head = "kling-batch task 1\0\(service.name)\0\(voiceID)\0"
        head += "\(speed.count)\0\(volume.count)\0"
        head.withUTF8 { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        var text = text
        text.withUTF8 { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        hash = TaskHash(digest: hasher.finalize())
    }
}
