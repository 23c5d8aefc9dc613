import Foundation
import Ledger
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where a ledger lies.
///
/// SQLite names its log after the name it opens, so two names of one file would have two logs. All
/// that touches the file goes by one name, the one without symbolic links.
struct LedgerPlace: Sendable {
    /// The name as it was given, for messages.
    let given: String
    /// The file's own name.
    let path: String

    /// SQLite's log of what is committed and not yet in the file.
    var log: String { path + "-wal" }
    /// SQLite's index of the log.
    var logIndex: String { path + "-shm" }
    /// What SQLite undoes a change from where there is no log yet.
    var journal: String { path + "-journal" }
    /// The folder it lies in.
    var folder: String { FilePath(path).removingLastComponent().string }
    /// Its name in the folder.
    var name: String { FilePath(path).lastComponent?.string ?? path }

    /// Finds the place by a name.
    ///
    /// - Parameter makesFolder: whether the folder is made where it is not there.
    init(_ given: String, makesFolder: Bool) throws(LedgerError) {
        self.given = given
        let absolute = URL(fileURLWithPath: given).standardizedFileURL.path
        let asked = FilePath(absolute)
        do throws(Errno) {
            if makesFolder { try Self.makeFolder(asked.removingLastComponent()) }
            if let resolved = try Self.resolve(absolute) {
                path = resolved
            } else if try FileState.at(absolute, followsLink: false) != nil {
                throw .noSuchFileOrDirectory
            } else {
                let folder = try Self.resolve(asked.removingLastComponent().string)
                let name = asked.lastComponent.map { "/" + $0.string } ?? ""
                path = folder.map { ($0 == "/" ? "" : $0) + name } ?? absolute
            }
        } catch {
            throw LedgerError.unusable(
                path: given,
                error == .noSuchFileOrDirectory
                    ? .danglingLink : LedgerProblem(error, at: absolute))
        }
    }

    /// The file's state; nil where there is none.
    ///
    /// What is no regular file is refused.
    func state() throws(LedgerError) -> FileState? {
        let found: FileState?
        do {
            found = try FileState.at(path)
        } catch {
            throw refusal(LedgerProblem(error, at: path))
        }
        if let kind = found?.otherKind { throw refusal(.notAFile(kind: kind)) }
        return found
    }

    /// The length of a file beside the ledger; 0 where there is none.
    func byteCount(_ path: String) -> Int {
        (try? FileState.at(path))??.byteCount ?? 0
    }

    func refusal(_ problem: LedgerProblem) -> LedgerError {
        .unusable(path: given, problem)
    }

    /// A path without symbolic links; nil where nothing is there.
    private static func resolve(_ path: String) throws(Errno) -> String? {
        guard let resolved = realpath(path, nil) else {
            let reason = Errno(rawValue: errno)
            if reason == .noSuchFileOrDirectory { return nil }
            throw reason
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Makes a folder that only its owner may enter, with those above it, and syncs where it stands.
    private static func makeFolder(_ path: FilePath) throws(Errno) {
        guard try FileState.at(path.string) == nil else { return }
        let above = path.removingLastComponent()
        try makeFolder(above)
        if mkdir(path.string, 0o700) != 0, errno != EEXIST { throw Errno(rawValue: errno) }
        try syncFolder(above.string)
    }

    /// Waits until the names in a folder are on the disk.
    static func syncFolder(_ path: String) throws(Errno) {
        do {
            let folder = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
            defer { try? folder.close() }
            // Some file systems have no sync for folders and say that it is no valid request.
            if fsync(folder.rawValue) != 0, errno != EINVAL { throw Errno(rawValue: errno) }
        } catch let error as Errno {
            throw error
        } catch {
            throw .ioError
        }
    }
}
