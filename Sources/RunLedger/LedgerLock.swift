import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The right to run on a ledger: an exclusive lock on the file beside it, `LEDGER.lock`.
///
/// The kernel gives it back when the process ends, however it ends.
final class LedgerLock {
    private let file: FileDescriptor

    /// Takes the lock.
    ///
    /// - Parameters:
    ///   - waits: whether to wait for another run; else ``LedgerError/busy(path:)`` is thrown.
    ///   - onWait: called once before waiting.
    init(ledgerPath: String, waits: Bool, onWait: () -> Void) throws {
        file = try LedgerFile.attempt(ledgerPath) {
            do {
                return try FileDescriptor.open(
                    FilePath(ledgerPath + ".lock"), .readWrite,
                    options: [.create, .closeOnExec], permissions: .ownerReadWrite)
            } catch let error as Errno {
                throw LedgerError.unusable(path: ledgerPath, reason: "\(error)")
            }
        }
        guard flock(file.rawValue, LOCK_EX | LOCK_NB) != 0 else { return }
        guard waits else { throw LedgerError.busy(path: ledgerPath) }
        onWait()
        while flock(file.rawValue, LOCK_EX) != 0 {
            let error = Errno(rawValue: errno)
            guard error == .interrupted else {
                throw LedgerError.unusable(path: ledgerPath, reason: "\(error)")
            }
        }
    }

    deinit {
        try? file.close()
    }
}
