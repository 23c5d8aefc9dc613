package import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A plain file in a folder, as a look at it finds it; symbolic links are not followed.
package struct FileInFolder: Hashable, Sendable {
    /// Its name, folders included.
    package let name: String
    /// Its length.
    package let byteCount: Int
    /// When it was last written, in Unix milliseconds.
    package let writtenAt: Int
}

/// Files by their names below a folder; names are followed one folder at a time, never through a
/// symbolic link.
package struct FolderWalk: Sendable {
    private let path: FilePath

    /// Files below a folder, which may be missing.
    package init(_ path: FilePath) {
        self.path = path
    }

    /// The plain file of a name; nil where there is none.
    package func file(_ name: String) throws -> FileInFolder? {
        try inFolder(of: name) { $0.file($1, named: name) } ?? nil
    }

    /// Opens the plain file of a name for reading; nil where there is none.
    ///
    /// - Returns: a descriptor that is the caller's to close.
    package func opened(_ name: String) throws -> FileDescriptor? {
        try inFolder(of: name) { folder, last in
            // Without waiting for the other end of a pipe.
            let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
            let opened = openat(folder.descriptor.rawValue, last, flags)
            guard opened >= 0 else { return nil }
            var status = stat()
            guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                close(opened)
                return nil
            }
            return FileDescriptor(rawValue: opened)
        } ?? nil
    }

    /// Removes a file; nothing happens where there is none.
    package func remove(_ name: String) throws {
        _ = try inFolder(of: name) { folder, last in
            try folder.remove(last)
            try folder.sync()
        }
    }

    /// Removes the folders that a name stands in as far as nothing is left in them, and this folder if
    /// nothing is left in it.
    package func removeEmptyFolders(of name: String) throws {
        var components = try OutputFolder.components(of: name).dropLast()
        while let last = components.popLast() {
            let above = (components + [last]).joined(separator: "/")
            _ = try inFolder(of: above) { folder, last in
                unlinkat(folder.descriptor.rawValue, last, AT_REMOVEDIR)
            }
        }
        rmdir(path.string)
    }

    /// The files that dead runs were writing in the folder that a name stands in.
    ///
    /// One whose writer lives is locked, and is not among them.
    package func leftovers(beside name: String) throws -> [FileInFolder] {
        let folders = try OutputFolder.components(of: name).dropLast().map { $0 + "/" }.joined()
        return try inFolder(of: name) { folder, _ in
            try folder.names().filter {
                $0.hasPrefix(PartFile.prefix) && $0.hasSuffix(PartFile.suffix)
                    && folder.isLeft($0)
            }.compactMap { folder.file($0, named: folders + $0) }
        } ?? []
    }

    /// The plain files in a folder below this one.
    package func files(in name: String) throws -> [FileInFolder] {
        try inFolder(of: name + "/any") { folder, _ in
            try folder.names().compactMap { folder.file($0, named: name + "/" + $0) }
        } ?? []
    }

    /// Opens the folder that a name stands in; nil where it is missing, or no folder.
    fileprivate func inFolder<Value>(
        of name: String, _ body: (borrowing Folder, String) throws -> Value
    ) throws -> Value? {
        let components = try OutputFolder.components(of: name)
        func descend(
            _ rest: ArraySlice<String>, from folder: borrowing Folder
        ) throws -> Value? {
            guard let next = rest.first, rest.count > 1 else {
                return try rest.first.map { try body(folder, $0) }
            }
            do {
                return try descend(rest.dropFirst(), from: try folder.subfolder(next))
            } catch FileError.disk(_, _, .noSuchFileOrDirectory) {
                return nil
            } catch FileError.disk(_, _, .notDirectory) {
                return nil
            } catch FileError.disk(_, _, .tooManySymbolicLinkLevels) {
                return nil
            }
        }
        do {
            return try descend(components[...], from: try Folder(path))
        } catch FileError.disk(_, _, .noSuchFileOrDirectory) {
            return nil
        }
    }
}

extension OutputFolder {
    /// Takes a file of another folder, under the same name; it is then in one of the two places, whole,
    /// whenever the process ends.
    ///
    /// A file that has the name here stays, and is an error unless it holds the same bytes. Where both
    /// names lead to one place, as they do through a symbolic link, nothing is done. Blocks.
    package func take(_ name: String, from source: FilePath) throws {
        let walk = FolderWalk(source)
        guard try walk.file(name) != nil else { return }
        let last = try Self.lastComponent(of: name)
        var part = try part(for: name)
        do {
            let target = part.folder
            let isThere = try walk.inFolder(of: name) { folder, _ in
                isOnePlace(folder.descriptor, target)
            }
            if isThere == true { return part.discard() }
            // A second name, where one file system has both folders.
            let isLinked =
                try walk.inFolder(of: name) { folder, last in
                    linkat(folder.descriptor.rawValue, last, part.folder.rawValue, last, 0) == 0
                } ?? false
            if isLinked {
                guard fsync(part.folder.rawValue) == 0 else {
                    throw FileError.disk(action: "sync the folder of", file: name, reason: .last)
                }
                part.discard()
            } else {
                try part.copy(source.appending(name))
                try part.commit(as: last, replacing: .nothing)
            }
        } catch {
            part.discard()
            throw error
        }
        try walk.remove(name)
    }
}

/// Whether two names lead to one folder.
package func isOneFolder(_ one: FilePath, _ other: FilePath) -> Bool {
    guard let one = try? Folder(one), let other = try? Folder(other) else { return false }
    return isOnePlace(one.descriptor, other.descriptor)
}

/// Whether two open folders are one.
private func isOnePlace(_ one: FileDescriptor, _ other: FileDescriptor) -> Bool {
    var (first, second) = (stat(), stat())
    guard fstat(one.rawValue, &first) == 0, fstat(other.rawValue, &second) == 0 else {
        return false
    }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
}

extension PartFile {
    /// Appends all of a file.
    fileprivate mutating func copy(_ path: FilePath) throws(FileError) {
        let file = try OpenFile(path)
        try file.forEachPiece(of: 0..<(try file.byteCount())) { (piece) throws(FileError) in
            try append(piece)
        }
    }
}

extension Folder {
    /// The plain file of a name in the folder; nil where there is none.
    fileprivate func file(_ name: String, named whole: String) -> FileInFolder? {
        var status = stat()
        guard fstatat(descriptor.rawValue, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
            status.st_mode & S_IFMT == S_IFREG
        else { return nil }
        #if canImport(Glibc)
            let time = status.st_mtim
        #else
            let time = status.st_mtimespec
        #endif
        return FileInFolder(
            name: whole, byteCount: Int(status.st_size),
            writtenAt: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
    }

    /// Whether nobody has the lock of a part file.
    fileprivate func isLeft(_ name: String) -> Bool {
        let opened = openat(descriptor.rawValue, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard opened >= 0 else { return false }
        defer { close(opened) }
        return flock(opened, LOCK_EX | LOCK_NB) == 0
    }
}
