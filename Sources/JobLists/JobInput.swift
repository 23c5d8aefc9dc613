package import Texts

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A job list to read.
package struct JobInput {
    /// Its path; `-` is standard input.
    package let path: String
    /// Where its bytes come from; nil is the file of that path.
    let source: ByteSource?

    /// The file of a path, or standard input for `-`.
    package init(path: String) {
        self.path = path
        source = nil
    }

    /// A list whose bytes come from elsewhere.
    package init(path: String, source: ByteSource) {
        self.path = path
        self.source = source
    }

    /// What stands for standard input.
    static let standardInputPath = "-"

    /// Whether it is a file that can be read at any place.
    var isFile: Bool { source == nil && !isStandardInput }

    var isStandardInput: Bool { source == nil && path == JobInput.standardInputPath }

    /// The list's bytes, from the front.
    func open() throws(TextError) -> ByteSource {
        if let source { return source }
        return try isStandardInput ? .standardInput : .file(path)
    }

    /// The encoding that the bytes of a file tell; nil for a list that can be read only once, and
    /// for what is no text in any encoding that is known.
    func encoding() throws(TextError) -> FoundEncoding? {
        var status = stat()
        guard source == nil, !isStandardInput, stat(path, &status) == 0,
            status.st_mode & S_IFMT == S_IFREG
        else { return nil }
        return try StreamedEncoding.found(ofFileAt: path)
    }

    /// Throws where the path shows no file that may be read; nothing is read yet.
    func checkReadable() throws(TextError) {
        guard source == nil, !isStandardInput else { return }
        var status = stat()
        guard stat(path, &status) == 0, access(path, R_OK) == 0 else {
            throw .unreadable(path: path, reason: systemReason())
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            throw .unreadable(path: path, reason: "it is a folder; name the files in it")
        }
    }
}
