import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension PartFile {
    /// Syncs the file, gives it its name, and syncs the folder.
    ///
    /// A symbolic link of that name is never followed. After an error the file still has to be
    /// discarded. Each file has its own syncs: the file system puts those that wait on several threads
    /// into one commit, and gathering them here would save nothing measurable.
    ///
    /// - Parameter replacing: what the name may be taken from.
    package func commit(
        as finalName: String, replacing: Replaceable = .anything
    ) throws(FileError) {
        guard fsync(descriptor.rawValue) == 0 else {
            throw .disk(action: "sync", file: path.string, reason: .last)
        }
        switch replacing {
        case .nothing: try take(finalName, from: [])
        case .ours(let files): try take(finalName, from: files)
        case .anything: try replace(finalName)
        }
        guard fsync(folder.rawValue) == 0 else {
            throw failure(finalName, action: "sync the folder of")
        }
        try? descriptor.close()
        try? folder.close()
    }

    private func failure(
        _ finalName: String, action: String = "make the file", reason: Errno = .last
    ) -> FileError {
        .disk(action: action, file: folderPath.appending(finalName).string, reason: reason)
    }

    /// Takes the name from whatever file has it.
    private func replace(_ finalName: String) throws(FileError) {
        if NamedFile(finalName, in: folder)?.isFolder == true {
            throw .folderInPlace(folderPath.appending(finalName).string)
        }
        guard renameat(folder.rawValue, name, folder.rawValue, finalName) == 0 else {
            throw failure(finalName)
        }
    }

    /// Somebody who makes and removes a file of the name all the time is not waited for.
    private static let takingLimit = 10

    /// Takes a free name, or that of a file which holds the bytes of one of these or our own.
    ///
    /// A look and a rename after it would be a race, in which two runs with one folder lose tracks.
    /// So a free name is taken by a rename that replaces nothing, and a taken one by an exchange,
    /// which is undone if what comes out is not what was looked at. Whatever has the name may go or
    /// change between the steps; then they are gone through again.
    private func take(_ finalName: String, from files: [MadeFile]) throws(FileError) {
        let path = folderPath.appending(finalName)
        let allowed = files + [MadeFile(byteCount: byteCount, sha256: sha256)]
        for _ in 0..<Self.takingLimit {
            if try rename(to: finalName) { return }
            guard let other = NamedFile(finalName, in: folder) else { continue }
            guard !other.isFolder else { throw .folderInPlace(path.string) }
            guard try other.isOne(of: allowed, at: path, in: folder) else { break }
            if try exchange(with: other, finalName) { return }
        }
        throw .nameTaken(path.string)
    }

    /// Whether the name was free and now is the file's.
    private func rename(to finalName: String) throws(FileError) -> Bool {
        var reason: Int32 = ENOTSUP
        for way in FreshRename.allCases {
            reason = way.rename(name, to: finalName, in: folder.rawValue)
            switch reason {
            case 0: return true
            case EEXIST: return false
            // This way is not known here.
            case EINVAL, ENOSYS, EPERM, ENOTSUP, EMLINK: continue
            default: throw failure(finalName, reason: Errno(rawValue: reason))
            }
        }
        throw failure(finalName, reason: Errno(rawValue: reason))
    }

    /// Whether the file has taken the name of another one, which then is gone.
    private func exchange(
        with other: NamedFile, _ finalName: String
    ) throws(FileError) -> Bool {
        guard swapNames(name, finalName, in: folder.rawValue) == 0 else {
            switch errno {
            case ENOENT: return false
            case EINVAL, ENOSYS, ENOTSUP:
                try replace(finalName)
                return true
            default: throw failure(finalName)
            }
        }
        guard NamedFile(name, in: folder) == other else {
            _ = swapNames(name, finalName, in: folder.rawValue)
            return false
        }
        unlinkat(folder.rawValue, name, 0)
        return true
    }
}
