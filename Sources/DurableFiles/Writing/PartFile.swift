import Crypto
import Synchronization
package import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file being written under a temporary name in the folder it is for.
///
/// It appears under its own name all at once, synced, or not at all. A lock on it tells a later
/// run that its writer still lives (see ``Folder/clearLeftovers()``). It ends in a successful
/// ``commit(as:)`` or else in ``discard()``, which whoever made it sees to. Its calls block and go
/// one after another.
package struct PartFile: Sendable {
    /// Open for reading and writing.
    package let descriptor: FileDescriptor
    let name: String
    /// How many bytes were appended or included.
    package private(set) var byteCount = 0
    private var hasher = SHA256()
    let folder: FileDescriptor
    let folderPath: FilePath

    static let prefix = ".kling-batch-"
    static let suffix = ".part"
    private static let counter = Atomic<Int>(0)
    private static let processID = getpid()

    /// Makes an empty file in a folder.
    package init(in folder: borrowing Folder) throws(FileError) {
        folderPath = folder.path
        var made: (name: String, descriptor: Int32)
        // A cleaner may take a file this new, before it is locked, for one that is left over.
        repeat {
            made = try Self.make(in: folder)
        } while !Self.isThere(made.descriptor)
        name = made.name
        descriptor = FileDescriptor(rawValue: made.descriptor)
        do {
            self.folder = try folder.descriptor.duplicate()
        } catch {
            unlinkat(folder.descriptor.rawValue, name, 0)
            try? descriptor.close()
            throw .disk(action: "open the folder", file: folderPath.string, reason: Errno(error))
        }
    }

    /// Makes a file with a name of its own, and locks it.
    private static func make(
        in folder: borrowing Folder
    ) throws(FileError) -> (name: String, descriptor: Int32) {
        let number = counter.add(1, ordering: .relaxed).newValue
        let name = "\(prefix)\(processID)-\(number)\(suffix)"
        let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let opened = openat(folder.descriptor.rawValue, name, flags, 0o666)
        guard opened >= 0 else {
            throw .disk(action: "make a file in", file: folder.path.string, reason: .last)
        }
        _ = flock(opened, LOCK_EX)
        return (name, opened)
    }

    /// Whether an open file still has a name; if not, it is closed.
    private static func isThere(_ opened: Int32) -> Bool {
        var status = stat()
        guard fstat(opened, &status) == 0, status.st_nlink == 0 else { return true }
        close(opened)
        return false
    }

    /// Where the file is until it is committed.
    package var path: FilePath { folderPath.appending(name) }

    /// SHA-256 of what was appended.
    package var sha256: [UInt8] { Array(hasher.finalize()) }

    /// Writes bytes at the end.
    package mutating func append(_ bytes: [UInt8]) throws(FileError) {
        do {
            try descriptor.writeAll(toAbsoluteOffset: Int64(byteCount), bytes)
        } catch {
            throw .disk(action: "write", file: path.string, reason: Errno(error))
        }
        include(bytes)
    }

    /// Counts and hashes bytes that already stand at the end.
    package mutating func include(_ bytes: [UInt8]) {
        hasher.update(data: bytes)
        byteCount += bytes.count
    }

    /// Counts and hashes all of a file that a tool has written.
    package mutating func includeAll() throws(FileError) {
        let file = try OpenFile(path)
        try file.forEachPiece(of: byteCount..<(try file.byteCount())) { include($0) }
    }

    /// Makes a file in a folder in one go: whatever the body appends, under this name.
    package static func make(
        _ finalName: String, in folder: borrowing Folder, replacing: Replaceable = .anything,
        _ body: (inout PartFile) throws -> Void
    ) throws -> PartFile {
        var part = try PartFile(in: folder)
        do {
            try body(&part)
            try part.commit(as: finalName, replacing: replacing)
        } catch {
            part.discard()
            throw error
        }
        return part
    }

    /// Removes the file.
    package func discard() {
        unlinkat(folder.rawValue, name, 0)
        try? descriptor.close()
        try? folder.close()
    }
}

extension Folder {
    /// Removes the files that runs which ended before their time were writing here.
    ///
    /// A file whose writer lives, in whatever process, is locked and stays.
    package func clearLeftovers() throws(FileError) {
        for name in try names()
        where name.hasPrefix(PartFile.prefix) && name.hasSuffix(PartFile.suffix) {
            let opened = openat(descriptor.rawValue, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
            guard opened >= 0 else { continue }
            if flock(opened, LOCK_EX | LOCK_NB) == 0 { unlinkat(descriptor.rawValue, name, 0) }
            close(opened)
        }
    }
}

extension PartFile {
    /// Whether its disk has no room any more: a tool that wrote it may not have said so.
    package var isOnFullDisk: Bool {
        var status = statvfs()
        guard fstatvfs(descriptor.rawValue, &status) == 0 else { return false }
        return UInt64(status.f_bavail) * UInt64(status.f_frsize) < 65_536
    }
}
