import SystemPackage

/// The start of SQLite's write-ahead log, as far as it tells whether the log is one.
///
/// SQLite passes over a log whose start is damaged, and with it over calls that were paid.
struct LedgerLog {
    /// Whether it holds no commit: it is absent or short, or SQLite was stopped before its start was
    /// written, which it syncs before anything else.
    let isEmpty: Bool
    /// Whether its start is something else than what SQLite writes.
    let isDamaged: Bool

    /// The two numbers a log starts with, for either order of bytes in its checksums.
    ///
    /// Source: https://www.sqlite.org/fileformat2.html#walformat
    private static let magics: [[UInt8]] = [[0x37, 0x7F, 0x06, 0x82], [0x37, 0x7F, 0x06, 0x83]]
    private static let headByteCount = 32

    /// Looks at the log of this path.
    ///
    /// SQLite has no locks on it that this could drop.
    init(path: String) {
        var head: [UInt8] = []
        if let file = try? FileDescriptor.open(
            FilePath(path), .readOnly, options: [.closeOnExec, .nonBlocking])
        {
            defer { try? file.close() }
            var bytes = [UInt8](repeating: 0, count: Self.headByteCount + 1)
            let count = (try? bytes.withUnsafeMutableBytes { try file.read(into: $0) }) ?? 0
            head = Array(bytes.prefix(count))
        }
        isEmpty = head.count <= Self.headByteCount || head.allSatisfy { $0 == 0 }
        isDamaged = !isEmpty && !Self.magics.contains(Array(head.prefix(4)))
    }
}
