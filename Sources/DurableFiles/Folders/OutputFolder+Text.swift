/// A small file, mostly a text, that is safely on the disk.
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
    /// Throws ``FileError``.
    ///
    /// - Parameter replacing: what the name may be taken from.
    package func write(
        _ text: String, to name: String, replacing: Replaceable
    ) async throws -> StoredText {
        try await write(Array(text.utf8), to: name, replacing: replacing)
    }

    /// The same for bytes, such as a picture's.
    package func write(
        _ bytes: [UInt8], to name: String, replacing: Replaceable
    ) async throws -> StoredText {
        try await DiskThreads.run {
            let part = try self.make(name, replacing: replacing) { try $0.append(bytes) }
            return StoredText(name: name, byteCount: part.byteCount, sha256: part.sha256)
        }
    }
}
