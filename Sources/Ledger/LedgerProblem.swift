import GRDB
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What keeps a ledger's file from being used, told apart by what a person can do about it.
package enum LedgerProblem: Equatable, Sendable {
    /// It is a folder, a pipe or a device.
    case notAFile(kind: String)
    /// The name is a symbolic link to nothing.
    case danglingLink
    /// The file has several names; SQLite's log goes by the name, so each would have a log.
    case severalNames(others: [String])
    /// The file is gone, while the log that belongs to it is there.
    case logWithoutFile
    /// The start of the log is not what SQLite wrote.
    case damagedLog
    /// The file's content contradicts itself.
    case damaged
    /// Something that was killed left it half changed.
    case unfinished
    /// Its version is a number that no version of this program writes.
    case oddVersion(Int)
    /// The file under the name is another one since the run began.
    case replaced
    /// The disk is full.
    case full
    /// This user may not do what is needed; what that is.
    case denied(what: String)
    /// It lies on a disk that cannot be written.
    case readOnly
    /// Another program keeps it locked.
    case locked
    /// The system refuses the lock that keeps a second run away.
    case noLocks(reason: String)
    /// The disk does not read or write what it should.
    case diskError(reason: String)
    /// A statement failed for none of these reasons: a fault of this program.
    case fault(code: Int)
}

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
        default: self = .fault(code: Int(error.extendedResultCode.rawValue))
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

extension LedgerProblem: CustomStringConvertible {
    /// What is wrong and what to do, as a sentence's end and further sentences.
    package var description: String {
        switch self {
        case .notAFile(let kind):
            "it is \(kind). Name a file with --ledger."
        case .danglingLink:
            "it is a link to a file that is not there. Put the file back where the link leads, or "
                + "remove the link to begin a new ledger."
        case .severalNames(let others):
            "the file has other names (hard links), \(Self.list(others)), and what is written "
                + "under one is not seen under another. Remove all names but the one that has a "
                + "-wal file beside it, or but any one where none has; the content stays."
        case .logWithoutFile:
            "the file is gone or empty, but what was written last still lies in its -wal file. Put "
                + "the file back beside it, or move the -wal file away to begin a new ledger."
        case .damagedLog:
            "its -wal file, which holds what was written last, is damaged. Restore both files from "
                + "a backup, or move the -wal file away: calls that stand only there are "
                + "forgotten, and their clips are taken over from the clip folder."
        case .damaged:
            "its content is damaged. Restore it from a backup, or save what can be read as "
                + "docs/ledger.md says under “A damaged ledger”; whole clips in the clip folder are "
                + "taken over without a call."
        case .unfinished:
            "something that was killed left it half changed. The next `kling-batch run` with it "
                + "puts it right."
        case .oddVersion(let version):
            "its version number, \(version), is none that kling-batch writes; it is left as it is. "
                + "Restore it from a backup, or name another file with --ledger."
        case .replaced:
            "it was moved, deleted or replaced while the run was on, so nothing more is sent. What "
                + "the run paid for stands in the file that was there before: put that back under "
                + "its name and repeat the command."
        case .full:
            "its disk is full, so nothing is sent that could not be written down. Make room and "
                + "repeat the command."
        case .denied(let what):
            "\(what) by this user. Give the user the right, or name another file with --ledger."
        case .readOnly:
            "it lies on a disk that cannot be written. Make the disk writable, or name another "
                + "file with --ledger."
        case .locked:
            "another program keeps it locked (a database browser, a backup, an open transaction "
                + "in sqlite3). Close that and repeat the command."
        case .noLocks(let reason):
            "its file system gives no locks (\(reason)), so a second run could not be kept away. "
                + "Name a file on another disk with --ledger."
        case .diskError(let reason):
            "its disk does not do what it should (\(reason)). Look at the disk and at its folder, "
                + "and repeat the command."
        case .fault(let code):
            "a row was refused (SQLite's code \(code)). That is a fault of kling-batch; please "
                + "report it."
        }
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "in other folders" : names.joined(separator: ", ")
    }
}
