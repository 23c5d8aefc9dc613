import Ledger

/// What tells without a question whether a ledger was written since: which files its name leads to, and
/// when they were last written.
///
/// A commit goes into the log, or with the log's end into the file.
package struct LedgerMark: Hashable, Sendable {
    private struct Written: Hashable {
        let identity: FileIdentity
        let byteCount: Int
        let writtenAt: Int

        init(_ state: FileState) {
            identity = state.identity
            byteCount = state.byteCount
            writtenAt = state.writtenAt
        }
    }

    private let file: Written?
    private let log: Written?

    /// The mark of the ledger at a path, which may be missing.
    ///
    /// - Throws: `LedgerError` where there is something that is no file.
    package init(at path: String) throws {
        let place = try LedgerPlace(path, makesFolder: false)
        file = try place.state().map(Written.init)
        log = ((try? FileState.at(place.log)) ?? nil).map(Written.init)
    }

    /// Whether it was written so lately that another commit may have the very same mark: clocks of files
    /// go in steps of some milliseconds.
    ///
    /// - Parameter now: Unix milliseconds.
    package func isFresh(at now: Int = unixMilliseconds()) -> Bool {
        let latest = max(file?.writtenAt ?? 0, log?.writtenAt ?? 0) / 1_000_000
        return (now - 1000...now + 1000).contains(latest)
    }
}
