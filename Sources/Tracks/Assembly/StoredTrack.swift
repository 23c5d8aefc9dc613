/// A track that is safely on the disk.
package struct StoredTrack: Hashable, Sendable {
    /// Its file's name within the output folder, folders included.
    package let name: String
    /// The file's length in bytes.
    package let byteCount: Int
    /// SHA-256 of the file, 32 bytes.
    package let sha256: [UInt8]
    /// How long its frames play.
    package let duration: Duration

    /// A track as it stands on the disk.
    package init(name: String, byteCount: Int, sha256: [UInt8], duration: Duration) {
        self.name = name
        self.byteCount = byteCount
        self.sha256 = sha256
        self.duration = duration
    }
}
