/// What a new file may take the name of.
package enum Replaceable: Hashable, Sendable {
    /// Nothing: a file that has the name stays, unless it holds the same bytes.
    case nothing
    /// A file as it was made before, one of these: whatever else has the name stays.
    case ours([MadeFile])
    /// Any file that has the name.
    case anything
}

/// A file's bytes as they were recorded when it was made.
package struct MadeFile: Hashable, Sendable {
    /// Its length.
    package let byteCount: Int
    /// SHA-256 of all of it, 32 bytes.
    package let sha256: [UInt8]

    /// A file of these bytes.
    package init(byteCount: Int, sha256: [UInt8]) {
        self.byteCount = byteCount
        self.sha256 = sha256
    }
}
