import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What had a name in a folder when it was looked at; symbolic links are not followed.
struct NamedFile {
    private let name: String
    private let identity: Identity

    /// Which file it is, and what tells that nobody has written to it since.
    private struct Identity: Equatable {
        let device: UInt64
        let number: UInt64
        let kind: mode_t
        let byteCount: Int
        let changed: Duration
    }

    /// Looks; nil where nothing has the name.
    init?(_ name: String, in folder: FileDescriptor) {
        var status = stat()
        guard fstatat(folder.rawValue, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        self.name = name
        #if canImport(Glibc)
            let time = status.st_mtim
        #else
            let time = status.st_mtimespec
        #endif
        identity = Identity(
            device: UInt64(status.st_dev), number: UInt64(status.st_ino),
            kind: status.st_mode & S_IFMT, byteCount: Int(status.st_size),
            changed: .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec)))
    }

    var isFolder: Bool { identity.kind == S_IFDIR }

    /// Whether it is the same file, unchanged, under whatever name.
    static func == (left: NamedFile?, right: NamedFile) -> Bool {
        left?.identity == right.identity
    }

    /// Whether it is a plain file with the bytes of one of these.
    func isOne(
        of files: [MadeFile], at path: FilePath, in folder: FileDescriptor
    ) throws(FileError) -> Bool {
        let alike = files.filter { $0.byteCount == identity.byteCount }
        guard identity.kind == S_IFREG, !alike.isEmpty else { return false }
        let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
        let opened = openat(folder.rawValue, name, flags)
        // A file that cannot be read is taken for none of these.
        guard opened >= 0 else { return false }
        let sum = try OpenFile(FileDescriptor(rawValue: opened), at: path).sha256()
        return alike.contains { $0.sha256 == sum }
    }
}
