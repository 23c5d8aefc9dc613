import GRDB
import Ledger
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension LedgerProblem {
    /// What a system call's refusal means.
    init(_ reason: Errno, at path: String) {
        switch reason {
        case .permissionDenied, .notPermitted:
            self = .denied(what: "\(path) may not be opened")
        case .readOnlyFileSystem: self = .readOnly
        case .noSpace, Errno(rawValue: EDQUOT): self = .full
        case .isDirectory: self = .notAFile(kind: "a folder")
        default: self = .diskError(reason: "\(reason)")
        }
    }

    /// What an error of SQLite means for the ledger at a path.
    init(_ error: DatabaseError, at path: String) {
        switch error.resultCode {
        case .SQLITE_FULL: self = .full
        case .SQLITE_CORRUPT: self = .damaged
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked
        case .SQLITE_READONLY where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK:
            self = .unfinished
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self = Self.access(to: path) ?? .diskError(reason: "it cannot be opened")
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: self = .full
        case .SQLITE_IOERR:
            self =
                Self.isFull(path)
                ? .full : .diskError(reason: "error \(error.extendedResultCode.rawValue)")
        default: self = .fault(code: "SQLite's code \(error.extendedResultCode.rawValue)")
        }
    }

    /// Why the file or its folder cannot be written; nil where both can.
    private static func access(to path: String) -> LedgerProblem? {
        let folder = FilePath(path).removingLastComponent().string
        for (place, mode) in [(folder, W_OK | X_OK), (path, R_OK), (path, R_OK | W_OK)]
        where faccessat(AT_FDCWD, place, mode, Self.asEffectiveUser) != 0 {
            switch errno {
            case EROFS: return .readOnly
            case EACCES, EPERM: return .denied(what: "\(place) may not be written")
            default: continue
            }
        }
        return nil
    }

    /// `AT_EACCESS`: asked for the user the process acts as.
    private static var asEffectiveUser: Int32 { 0x200 }

    /// Whether the disk of a file has no room for this user.
    private static func isFull(_ path: String) -> Bool {
        var status = statvfs()
        return statvfs(path, &status) == 0 && status.f_bavail == 0
    }
}
