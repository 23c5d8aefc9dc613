import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The right to run on a ledger: an exclusive lock on the file beside it, `LEDGER.lock`.
///
/// The kernel gives it back when the process ends, however it ends.
final class LedgerLock: Sendable {
    private let file: FileDescriptor
    private let path: String

    /// Opens the file that is locked.
    init(ledgerPath: String) throws {
        file = try LedgerFile.attempt(ledgerPath) {
            do {
                return try FileDescriptor.open(
                    FilePath(ledgerPath + ".lock"), .readWrite,
                    options: [.create, .closeOnExec], permissions: .ownerReadWrite)
            } catch let error as Errno {
                throw LedgerError.unusable(path: ledgerPath, reason: "\(error)")
            }
        }
        path = ledgerPath
    }

    /// Takes the lock; looks twice a second, so that whoever waits can stop waiting.
    ///
    /// - Parameters:
    ///   - mayWait: whether to wait for another run, asked at every look; else
    ///     ``LedgerError/busy(path:)`` is thrown.
    ///   - onWait: called once before waiting.
    func take(
        mayWait: @Sendable () -> Bool, onWait: @Sendable () -> Void
    ) async throws {
        var isWaiting = false
        while flock(file.rawValue, LOCK_EX | LOCK_NB) != 0 {
            guard mayWait() else { throw LedgerError.busy(path: path) }
            if !isWaiting { onWait() }
            isWaiting = true
            try await ContinuousClock().sleep(for: .milliseconds(500))
        }
    }

    deinit {
        try? file.close()
    }
}
