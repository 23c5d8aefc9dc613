/// A track that is safely on the disk.
public struct StoredTrack: Hashable, Sendable {
    /// Its file's name within the output folder, folders included.
    public let name: String
    /// The file's length in bytes.
    public let byteCount: Int
    /// SHA-256 of the file, 32 bytes.
    public let sha256: [UInt8]
    /// How long its frames play.
    public let duration: Duration
}

/// What became of a track.
public enum AssemblyOutcome: Hashable, Sendable {
    /// The track is checked, synced and in the output folder.
    case made(StoredTrack)
    /// There is no new track, and why; a track that was there before still is.
    case failed(AudioFileError)
}
