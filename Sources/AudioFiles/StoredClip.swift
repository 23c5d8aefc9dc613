/// A clip that is safely on the disk.
public struct StoredClip: Hashable, Sendable {
    /// Its file's name within the store: `ab/<64 digits>.mp3`.
    public let fileName: String
    /// The file's length in bytes.
    public let byteCount: Int
    /// SHA-256 of the file, 32 bytes.
    public let sha256: [UInt8]
    /// How long its frames play.
    public let duration: Duration
    /// Sample rate and channels.
    public let format: AudioFormat
    /// The length the service announced, where the frames play for another one; nil where they fit
    /// or nothing was announced.
    ///
    /// They fit within 250 ms or 2 %, whichever is more. The frames are what was paid for and count
    /// more than what was said of them, so such a clip is kept.
    public let announcedOtherwise: Duration?
}
