package import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder that is open as long as this value lives.
///
/// What is done in it is done through its descriptor, so that nobody can put another folder or a
/// symbolic link in its place meanwhile.
package struct Folder: ~Copyable {
    let descriptor: FileDescriptor
    /// Where it is, for messages.
    let path: FilePath

    private static let options: FileDescriptor.OpenOptions = [.directory, .closeOnExec]

    /// Opens a folder; its last component may be a symbolic link.
    package init(_ path: FilePath) throws(FileError) {
        self.path = path
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: Self.options)
        } catch {
            throw .disk(action: "open the folder", file: path.string, reason: Errno(error))
        }
    }

    private init(descriptor: FileDescriptor, path: FilePath) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit {
        try? descriptor.close()
    }

    /// Opens a folder in this one, never through a symbolic link.
    package func subfolder(_ name: String) throws(FileError) -> Folder {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        let opened = openat(descriptor.rawValue, name, flags)
        guard opened >= 0 else {
            throw .disk(
                action: "open the folder", file: path.appending(name).string, reason: .last)
        }
        return Folder(
            descriptor: FileDescriptor(rawValue: opened), path: path.appending(name))
    }

    /// Makes a folder in this one; nothing happens where the name exists.
    package func makeSubfolder(_ name: String) throws(FileError) {
        guard mkdirat(descriptor.rawValue, name, 0o777) != 0, errno != EEXIST else { return }
        throw .disk(action: "make the folder", file: path.appending(name).string, reason: .last)
    }

    /// Removes a file.
    package func remove(_ name: String) throws(FileError) {
        guard unlinkat(descriptor.rawValue, name, 0) != 0, errno != ENOENT else { return }
        throw .disk(action: "remove", file: path.appending(name).string, reason: .last)
    }

    /// Gives a file another name, in place of any file that has it; nothing happens without the file.
    package func rename(_ name: String, to other: String) throws(FileError) {
        guard renameat(descriptor.rawValue, name, descriptor.rawValue, other) != 0, errno != ENOENT
        else { return }
        throw .disk(action: "rename", file: path.appending(name).string, reason: .last)
    }

    /// Waits until the names in the folder are on the disk.
    package func sync() throws(FileError) {
        guard fsync(descriptor.rawValue) != 0 else { return }
        throw .disk(action: "sync the folder", file: path.string, reason: .last)
    }

    /// The names in the folder, without `.` and `..`.
    package func names() throws(FileError) -> [String] {
        // A second descriptor, because closedir closes the one it is given.
        let second = openat(descriptor.rawValue, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard second >= 0, let stream = fdopendir(second) else {
            throw .disk(action: "list the folder", file: path.string, reason: .last)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}

extension Folder {
    /// Makes a folder with those above it and syncs the one it stands in.
    package static func make(_ path: FilePath) throws(FileError) {
        if (try? Folder(path)) != nil { return }
        let above = path.removingLastComponent()
        let parent = above.isEmpty ? FilePath(".") : above
        guard let name = path.lastComponent?.string else {
            throw .disk(action: "make the folder", file: path.string, reason: .invalidArgument)
        }
        try make(parent)
        let folder = try Folder(parent)
        try folder.makeSubfolder(name)
        try folder.sync()
    }
}
