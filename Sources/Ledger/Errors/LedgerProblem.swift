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
    /// It holds a word that this version does not know.
    case unknownWord(String, meaning: String)
    /// It is in PostgreSQL, and this build has no connection to that.
    case noServers
    /// Its address is none that PostgreSQL's library can read.
    case badAddress
    /// Its address holds a password.
    case passwordInAddress
    /// Its server does not answer, or not any more; what is said of it.
    case unreachable(reason: String)
    /// Another process has taken the right to spend on it.
    case takenOver
    /// A statement failed for none of these reasons: a fault of this program; the database's code for it.
    case fault(code: String)
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
        case .unknownWord(let word, let meaning):
            "it has “\(word)” as \(meaning), which this version does not know: a later one wrote "
                + "it. Update kling-batch, or name another file with --ledger."
        case .noServers:
            "this kling-batch is built without PostgreSQL. Build it with `--traits PostgreSQL`, or name "
                + "a file with --ledger."
        case .badAddress:
            "its address cannot be read. It is written postgresql://USER@HOST:PORT/DATABASE."
        case .passwordInAddress:
            "its address holds a password, which every user of this machine could read. Put it into "
                + "~/.pgpass or PGPASSWORD, and leave it out of --ledger."
        case .unreachable(let reason):
            "its server does not answer (\(reason)). Look at the server and at the address, and "
                + "repeat the command."
        case .takenOver:
            "another run has taken it over while this one could not be heard of, so nothing more is "
                + "sent. What this one has paid for is written down; repeat the command to go on."
        case .fault(let code):
            "a row was refused (\(code)). That is a fault of kling-batch; please report it."
        }
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "in other folders" : names.joined(separator: ", ")
    }
}
