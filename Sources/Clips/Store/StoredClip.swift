package import MP3

/// A clip that is safely on the disk.
package struct StoredClip: Hashable, Sendable {
    /// Its file's name within the store: `ab/<64 digits>.mp3`.
    package let fileName: String
    /// The file's length in bytes.
    package let byteCount: Int
    /// SHA-256 of the file, 32 bytes.
    package let sha256: [UInt8]
    /// How long its frames play.
    package let duration: Duration
    /// Sample rate and channels.
    package let format: AudioFormat
    /// The length the service announced, where the frames play for another one; nil where they fit
    /// or nothing was announced.
    ///
    /// They fit within 250 ms or 2 %, whichever is more. The frames are what was paid for and count
    /// more than what was said of them, so such a clip is kept.
    package let announcedOtherwise: Duration?
}
