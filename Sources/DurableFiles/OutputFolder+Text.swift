/// A text file that is safely on the disk.
package struct StoredText: Hashable, Sendable {
    /// Its name within the output folder, folders included.
    package let name: String
    /// The file's length in bytes.
    package let byteCount: Int
    /// SHA-256 of the file, 32 bytes.
    package let sha256: [UInt8]
}

extension OutputFolder {
    /// Writes a text in UTF-8, a playlist or a timed text, under a name within the folder.
    ///
    /// Throws ``AudioFileError/unsafeName(_:reason:)``, ``AudioFileError/nameTaken(_:)`` or
    /// ``AudioFileError/disk(action:file:reason:)``.
    ///
    /// - Parameter replacing: what the name may be taken from.
    package func write(
        _ text: String, to name: String, replacing: Replaceable
    ) async throws(AudioFileError) -> StoredText {
        try await DiskThreads.run { () throws(AudioFileError) in
            let part = try self.make(name, replacing: replacing) {
                (part) throws(AudioFileError) in try part.append(Array(text.utf8))
            }
            return StoredText(name: name, byteCount: part.byteCount, sha256: part.sha256)
        }
    }
}
