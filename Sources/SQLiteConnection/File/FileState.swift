import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Which file it is, whatever its names: the device and the number on it.
struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let number: UInt64
}

/// What the system says of a file without opening it.
///
/// SQLite's locks are POSIX locks, and those of a whole process go when any of its descriptors of
/// the file is closed. So nothing opens the ledger's file just to look at it.
struct FileState: Sendable {
    let identity: FileIdentity
    let byteCount: Int
    /// When it was last written, in nanoseconds since 1970.
    let writtenAt: Int
    let nameCount: Int
    let permissions: UInt32
    let owner: UInt32
    /// What it is where it is no regular file, in words.
    let otherKind: String?

    private init(_ status: stat) {
        identity = FileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
        byteCount = Int(status.st_size)
        #if canImport(Glibc)
            let time = status.st_mtim
        #else
            let time = status.st_mtimespec
        #endif
        writtenAt = time.tv_sec * 1_000_000_000 + time.tv_nsec
        nameCount = Int(status.st_nlink)
        permissions = UInt32(status.st_mode) & 0o7777
        owner = UInt32(status.st_uid)
        otherKind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: nil
            case S_IFDIR: "a folder"
            case S_IFIFO: "a pipe"
            case S_IFSOCK: "a socket"
            case S_IFLNK: "a link"
            default: "a device"
            }
    }

    /// The file under a name; nil where there is none.
    ///
    /// - Parameter followsLink: whether a symbolic link is followed.
    static func at(_ path: String, followsLink: Bool = true) throws(Errno) -> FileState? {
        var status = stat()
        guard (followsLink ? stat(path, &status) : lstat(path, &status)) == 0 else {
            let reason = Errno(rawValue: errno)
            if reason == .noSuchFileOrDirectory { return nil }
            throw reason
        }
        return FileState(status)
    }

    /// The file of a descriptor.
    static func of(_ file: FileDescriptor) throws(Errno) -> FileState {
        var status = stat()
        guard fstat(file.rawValue, &status) == 0 else { throw Errno(rawValue: errno) }
        return FileState(status)
    }

    /// Whether somebody else than its owner may read or write it.
    var isOpenToOthers: Bool { permissions & 0o077 != 0 }

    /// Whether this process runs as its owner.
    var isOwn: Bool { owner == geteuid() }
}
