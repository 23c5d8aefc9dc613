#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A job list to read, or rows that were read already.
public struct JobInput {
    /// Its path; `-` is standard input.
    public let path: String
    /// Where its bytes come from; nil is the file of that path.
    let source: ByteSource?
    /// Rows that are there already; nil for a list.
    let rows: [PreparedRow]?

    /// The file of a path, or standard input for `-`.
    public init(path: String) {
        self.path = path
        source = nil
        rows = nil
    }

    /// Rows that were read already, under the path they were read from.
    public init(path: String, rows: [PreparedRow]) {
        self.path = path
        source = nil
        self.rows = rows
    }

    /// A list whose bytes come from elsewhere, for tests.
    package init(path: String, source: ByteSource) {
        self.path = path
        self.source = source
        rows = nil
    }

    /// What stands for standard input.
    static let standardInputPath = "-"

    var isStandardInput: Bool { source == nil && rows == nil && path == JobInput.standardInputPath }

    /// The list's bytes, from the front.
    func open() throws(JobSourceError) -> ByteSource {
        if let source { return source }
        return try isStandardInput ? .standardInput : .file(path)
    }

    /// Throws where the path shows no file that may be read; nothing is read yet.
    func checkReadable() throws(JobSourceError) {
        guard source == nil, rows == nil, !isStandardInput else { return }
        var status = stat()
        guard stat(path, &status) == 0, access(path, R_OK) == 0 else {
            throw .unreadable(path: path, reason: systemReason())
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            throw .unreadable(path: path, reason: "it is a folder; name the lists in it")
        }
    }
}

/// The form of a job list.
public enum JobListFormat: String, CaseIterable, Sendable {
    /// Comma-separated values, RFC 4180.
    case csv
    /// The same with tabs.
    case tsv
    /// A JSON array of objects, or an object with `defaults` and `jobs`.
    case json
    /// One JSON object a line.
    case jsonl

    /// The format that a path's extension names; nil if it names none.
    ///
    /// The case of the extension does not count; `.ndjson` is JSON Lines.
    public init?(path: String) {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        let pathExtension = path[path.index(after: dot)...].lowercased()
        self.init(rawValue: pathExtension == "ndjson" ? "jsonl" : pathExtension)
    }
}
