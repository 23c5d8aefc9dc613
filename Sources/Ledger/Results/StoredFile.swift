/// A file as the ledger remembers it.
package struct StoredFile: Sendable {
    /// The file, relative to the clip store or the output folder.
    package let file: String
    /// Its length in bytes.
    package let byteCount: Int
    /// Its SHA-256.
    package let sha256: [UInt8]
    /// Its measured length in milliseconds.
    package let durationMilliseconds: Int

    /// A file of these facts.
    package init(file: String, byteCount: Int, sha256: [UInt8], durationMilliseconds: Int) {
        self.file = file
        self.byteCount = byteCount
        self.sha256 = sha256
        self.durationMilliseconds = durationMilliseconds
    }
}
