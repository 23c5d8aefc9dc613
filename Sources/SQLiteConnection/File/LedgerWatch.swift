import Ledger

/// Sees whether the ledger's file, and SQLite's log of it, are still those that the run opened.
///
/// What is committed to a file that has been deleted or moved is not there for the next run.
struct LedgerWatch: Sendable {
    private let place: LedgerPlace
    private let file: FileIdentity
    private let log: FileIdentity?

    /// Remembers the log that is there now.
    init(_ place: LedgerPlace, file: FileIdentity) {
        self.place = place
        self.file = file
        log = (try? FileState.at(place.log))??.identity
    }

    /// Whether one of them is gone, or another one is in its place.
    var isReplaced: Bool {
        identity(place.path) != file || (log != nil && identity(place.log) != log)
    }

    /// Throws where the file is not the one that the run opened.
    func check() throws(LedgerError) {
        if isReplaced { throw place.refusal(.replaced) }
    }

    private func identity(_ path: String) -> FileIdentity? {
        (try? FileState.at(path))??.identity
    }
}
