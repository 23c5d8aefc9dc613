public import SpeechTasks

/// A clip that a track is made of, as it was recorded when it was stored.
public struct ClipInTrack: Hashable, Sendable {
    /// The name of its task, and with it its own.
    public let hash: TaskHash
    /// SHA-256 of its file, 32 bytes; a file of other bytes is damaged, or another clip.
    public let sha256: [UInt8]

    /// A clip whose file has this SHA-256.
    public init(hash: TaskHash, sha256: [UInt8]) {
        self.hash = hash
        self.sha256 = sha256
    }
}
