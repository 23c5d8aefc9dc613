import Ledger
import Synchronization
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The right to run on a ledger, as long as this value lives; the kernel gives it back when the
/// process ends, however it ends.
///
/// Two locks make it:
/// - One on the ledger's file itself. It holds under every name of the file, and though somebody
///   deletes what lies beside it.
/// - One on `LEDGER.lock`, the only one that earlier versions of this program know, so that they
///   and this version keep out of each other's way. Under it a new ledger is made.
final class LedgerLock: Sendable {
    /// The ledger's file.
    ///
    /// It stays open longer than SQLite's connection: closing any descriptor of the file would drop
    /// the locks that SQLite has on it in this process.
    let file: FileDescriptor
    /// Which file is locked.
    let identity: FileIdentity
    private let sideFiles: [FileDescriptor]
    private let holder: Mutex<LedgerHolder>

    /// The files that this process runs on; no second descriptor of one is opened.
    private static let held = Mutex<Set<FileIdentity>>([])

    private init(
        file: FileDescriptor, identity: FileIdentity, sideFiles: [FileDescriptor],
        holder: LedgerHolder
    ) {
        self.file = file
        self.identity = identity
        self.sideFiles = sideFiles
        self.holder = Mutex(holder)
    }

    /// Writes down what the run says, beside who holds the ledger.
    func say(_ saying: RunSaying) {
        holder.withLock { holder in
            holder.saying = saying
            for sideFile in sideFiles { holder.write(to: sideFile) }
        }
    }

    deinit {
        try? file.close()
        for sideFile in sideFiles { try? sideFile.close() }
        Self.held.withLock { _ = $0.remove(identity) }
    }

    /// Takes the locks, and makes the ledger where there is none.
    ///
    /// Looks twice a second, so that whoever waits can stop waiting. Whoever may not wait looks a few
    /// times all the same: a tool that a run was starting as it ended has its locks for a moment.
    ///
    /// - Parameters:
    ///   - mayWait: whether to wait for another run, asked at every look; else
    ///     ``LedgerError/busy(path:)`` is thrown.
    ///   - onWait: called once before waiting, with who holds the ledger if that is known.
    static func take(
        _ place: LedgerPlace, for holder: LedgerHolder, mayWait: @Sendable () -> Bool,
        onWait: @Sendable (LedgerHolder?) -> Void
    ) async throws -> LedgerLock {
        var awaited: FileIdentity?
        var isWaiting = false
        var looks = 0
        while true {
            // A new ledger in the place of the awaited one would know nothing of what is paid.
            if let awaited, try place.state()?.identity != awaited {
                throw place.refusal(.replaced)
            }
            if let lock = try take(place, for: holder) {
                for sideFile in lock.sideFiles { holder.write(to: sideFile) }
                return lock
            }
            looks += 1
            guard mayWait() else {
                guard looks < 4 else { throw LedgerError.busy(path: place.given) }
                try await ContinuousClock().sleep(for: .milliseconds(100))
                continue
            }
            if awaited == nil, let state = try place.state(), state.byteCount > 0 {
                awaited = state.identity
            }
            if !isWaiting { onWait(LedgerHolder(at: place.path + ".lock")) }
            isWaiting = true
            try await ContinuousClock().sleep(for: .milliseconds(500))
        }
    }

    /// Takes the locks if nobody has one of them; nil else.
    private static func take(
        _ place: LedgerPlace, for holder: LedgerHolder
    ) throws -> LedgerLock? {
        guard let sideFiles = try lockSideFiles(of: place) else { return nil }
        var lock: LedgerLock?
        defer { if lock == nil { for sideFile in sideFiles { try? sideFile.close() } } }
        while true {
            guard let state = try place.state() else {
                try NewLedger.make(at: place)
                continue
            }
            guard held.withLock({ $0.insert(state.identity).inserted }) else { return nil }
            guard let file = try lockFile(of: place, state.identity) else {
                held.withLock { _ = $0.remove(state.identity) }
                return nil
            }
            // An empty file, or one that has been replaced meanwhile, is not what to run on.
            let isLedger = try state.byteCount > 0 && place.state()?.identity == state.identity
            if isLedger {
                lock = LedgerLock(
                    file: file, identity: state.identity, sideFiles: sideFiles, holder: holder)
                return lock
            }
            defer {
                try? file.close()
                held.withLock { _ = $0.remove(state.identity) }
            }
            if state.byteCount == 0 { try NewLedger.make(at: place, instead: state.identity) }
        }
    }

    /// Locks what earlier versions lock, under the ledger's own name and the one it was given by.
    private static func lockSideFiles(
        of place: LedgerPlace
    ) throws(LedgerError) -> [FileDescriptor]? {
        var locked: [FileDescriptor] = []
        for path in Set([place.path, place.given]) {
            do {
                let file = try FileDescriptor.open(
                    FilePath(path + ".lock"), .readWrite, options: [.create, .closeOnExec],
                    permissions: .ownerReadWrite)
                locked.append(file)
                guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else {
                    for file in locked { try? file.close() }
                    return nil
                }
            } catch  where path == place.path {
                let reason = error as? Errno ?? .ioError
                throw place.refusal(LedgerProblem(reason, at: path + ".lock"))
            } catch {
                // A link may lie in a folder where nothing can be written.
            }
        }
        return locked
    }

    /// Opens the ledger's file and locks it; nil if another process has it.
    ///
    /// The lock is on a byte far behind everything that SQLite reads, writes or locks. It is of the
    /// kind that belongs to the open descriptor, so that no other one of this process drops it; and
    /// unlike `flock`, it does not cover SQLite's own locks where the file lies on another machine.
    private static func lockFile(
        of place: LedgerPlace, _ identity: FileIdentity
    ) throws(LedgerError) -> FileDescriptor? {
        do {
            let file = try FileDescriptor.open(
                FilePath(place.path), .readWrite,
                options: [.closeOnExec, .noFollow, .nonBlocking])
            var lock = runLock
            if fcntl(file.rawValue, setDescriptorLock, &lock) == 0 { return file }
            let reason = errno
            try file.close()
            if reason == EAGAIN || reason == EACCES { return nil }
            throw place.refusal(.noLocks(reason: "\(Errno(rawValue: reason))"))
        } catch let error as LedgerError {
            throw error
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch {
            throw place.refusal(LedgerProblem(error as? Errno ?? .ioError, at: place.path))
        }
    }

    /// The byte that whoever runs on a ledger has locked.
    private static var runLock: flock {
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = 1 << 62
        lock.l_len = 1
        return lock
    }

    /// Ledgers that were asked about, which stay open: closing one would drop SQLite's locks on it in this
    /// process.
    private static let asked = Mutex<[FileIdentity: FileDescriptor]>([:])

    /// Whether somebody has the lock; it is not taken to find out.
    static func isHeld(_ place: LedgerPlace, _ identity: FileIdentity) throws -> Bool {
        if held.withLock({ $0.contains(identity) }) { return true }
        let file = try asked.withLock { asked in
            if let file = asked[identity] { return file }
            let file = try FileDescriptor.open(
                FilePath(place.path), .readOnly, options: [.closeOnExec, .nonBlocking])
            asked[identity] = file
            return file
        }
        var lock = runLock
        guard fcntl(file.rawValue, getDescriptorLock, &lock) == 0 else {
            throw place.refusal(.noLocks(reason: "\(Errno(rawValue: errno))"))
        }
        return lock.l_type != Int16(F_UNLCK)
    }

    /// `F_OFD_GETLK` and `F_OFD_SETLK`, which the C library shows only where GNU's extensions are asked
    /// for.
    private static var getDescriptorLock: Int32 {
        #if canImport(Darwin)
            92
        #else
            36
        #endif
    }

    private static var setDescriptorLock: Int32 {
        #if canImport(Darwin)
            90
        #else
            37
        #endif
    }
}
