import GRDB
import Ledger
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How a ledger's file comes to be: whole, or not at all.
///
/// SQLite writes a new file in steps, and one that is interrupted leaves what nobody can tell from
/// a stranger's file. So the ledger is made under another name in the same folder, synced, and only
/// then given its name.
enum NewLedger {
    /// Makes an empty ledger under a name that is free; nothing happens if it is taken meanwhile.
    ///
    /// - Parameter empty: the file without content that has the name now, and that the caller has
    ///   locked; nil where there is none.
    static func make(
        at place: LedgerPlace, instead empty: FileIdentity? = nil
    ) throws {
        try clearLeftovers(of: place)
        let part = "\(place.path).\(UInt64.random(in: 0 ... .max)).part"
        // A making that failed leaves SQLite's side files as well.
        defer { for ending in ["", "-wal", "-shm", "-journal"] { unlink(part + ending) } }
        try LedgerFile.attempt(place) {
            try createPrivateFile(part)
            try fill(part, for: place)
            guard try FileState.at(part) != nil else { return }
            try sync(part)
            try give(part, to: place, instead: empty)
            unlink(part)
            try LedgerPlace.syncFolder(place.folder)
        }
    }

    /// Removes the parts that killed runs left in the folder of a ledger.
    ///
    /// Called under the ledger's lock. A process that makes the same ledger all the same, because
    /// somebody deleted the file that is locked, finds its part gone and looks again.
    static func removeParts(of place: LedgerPlace) {
        for name in names(in: place.folder)
        where name.hasPrefix(place.name + ".") && isPart(name.dropFirst(place.name.count + 1)) {
            unlink(place.folder + "/" + name)
        }
    }

    /// The names of files in a folder; empty where they cannot be read.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    names.append(String(cString: $0))
                }
            }
        }
        return names
    }

    /// Whether the rest of a name is that of a part: a number, `.part`, and what SQLite adds.
    private static func isPart(_ rest: Substring) -> Bool {
        let pieces = rest.split(separator: ".", omittingEmptySubsequences: false)
        return pieces.count == 2 && UInt64(pieces[0]) != nil
            && ["part", "part-wal", "part-shm", "part-journal"].contains(pieces[1])
    }

    /// Nothing that belonged to an earlier file of the name may lie beside a new one: SQLite would
    /// write it into that.
    private static func clearLeftovers(of place: LedgerPlace) throws {
        guard LedgerLog(path: place.log).isEmpty else { throw place.refusal(.logWithoutFile) }
        for leftover in [place.log, place.logIndex, place.journal] { unlink(leftover) }
        removeParts(of: place)
    }

    private static func createPrivateFile(_ path: String) throws {
        try FileDescriptor.open(
            FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
            permissions: .ownerReadWrite
        ).close()
    }

    /// Writes the tables.
    ///
    /// Closing the only connection empties the log into the file and removes it.
    private static func fill(_ part: String, for place: LedgerPlace) throws {
        let database = try DatabaseQueue(path: part)
        defer { try? database.close() }
        try database.writeWithoutTransaction { database in
            try LedgerFile.makeDurable(database, place)
            try LedgerSchema.migrate(database, path: place.given)
            try database.checkpoint(.truncate)
        }
        try database.close()
        guard try FileState.at(part + "-wal") == nil else { throw Errno.ioError }
    }

    private static func sync(_ path: String) throws {
        let file = try FileDescriptor.open(FilePath(path), .readWrite, options: [.closeOnExec])
        defer { try? file.close() }
        guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
    }

    /// Gives the part its name, if nobody else has taken that.
    private static func give(
        _ part: String, to place: LedgerPlace, instead empty: FileIdentity?
    ) throws {
        if let empty {
            let state = try place.state()
            guard state?.identity == empty, state?.byteCount == 0 else { return }
        } else {
            // A second name is refused where the name is taken, which a rename is not.
            if link(part, place.path) == 0 || errno == EEXIST { return }
            // The file system has no second names. The lock beside the ledger has to do.
            guard try place.state() == nil else { return }
        }
        guard rename(part, place.path) == 0 else { throw Errno(rawValue: errno) }
    }
}
