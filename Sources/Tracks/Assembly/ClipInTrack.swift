package import SpeechTasks

/// A clip that a track is made of, as it was recorded when it was stored.
package struct ClipInTrack: Hashable, Sendable {
    /// The name of its task, and with it its own.
    package let hash: TaskHash
    /// SHA-256 of its file, 32 bytes; a file of other bytes is damaged, or another clip.
    package let sha256: [UInt8]

    /// A clip whose file has this SHA-256.
    package init(hash: TaskHash, sha256: [UInt8]) {
        self.hash = hash
        self.sha256 = sha256
    }
}
