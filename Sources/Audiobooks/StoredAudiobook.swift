package import MP3

/// One file of an audiobook, safely on the disk.
package struct StoredAudiobook: Hashable, Sendable {
    /// Its name within the output folder, folders included.
    package let name: String
    /// The file's length in bytes.
    package let byteCount: Int
    /// SHA-256 of the file, 32 bytes.
    package let sha256: [UInt8]
    /// How long it plays: all its chapters together.
    package let duration: Duration
    /// Its chapters in order.
    package let marks: [AudiobookMark]
}
