import Synchronization
package import SystemPackage

/// The folder that tracks go into.
///
/// No track leaves it: names are followed one folder at a time from the open folder, and never
/// through a symbolic link, wherever that leads. The folder itself may be one; it is the person's
/// own choice.
package final class OutputFolder: Sendable {
    /// Where it is.
    package let path: FilePath
    /// Folders whose own names are on the disk and in which nothing is left of runs that died.
    private let ready = Mutex<Set<String>>([])

    /// Opens a folder for tracks; makes it where it is missing, and tries whether it takes a file, so
    /// that one which does not is noticed before anything is paid for.
    ///
    /// Blocks; throws ``FileError/disk(action:file:reason:)``.
    package init(_ path: FilePath) throws(FileError) {
        self.path = path
        try Folder.make(path)
        let folder = try Folder(path)
        try folder.clearLeftovers()
        var probe = try PartFile(in: folder)
        defer { probe.discard() }
        try probe.append([0])
    }

    /// Makes a file of this name and the folders it stands in.
    package func make(
        _ name: String, replacing: Replaceable,
        _ body: (inout PartFile) throws -> Void
    ) throws -> PartFile {
        let components = try Self.components(of: name)
        return try descend(components.dropLast(), from: Folder(path), into: name) {
            folder in
            let last = components[components.count - 1]
            return try PartFile.make(last, in: folder, replacing: replacing, body)
        }
    }

    /// Makes an empty file in the folder that a name stands in, and the folders above it.
    ///
    /// For a tool to write; the caller commits it as ``lastComponent(of:)`` or discards it.
    package func part(for name: String) throws -> PartFile {
        try descend(Self.components(of: name).dropLast(), from: Folder(path), into: name) {
            try PartFile(in: $0)
        }
    }

    /// A name without the folders it stands in.
    package static func lastComponent(of name: String) throws(FileError) -> String {
        let components = try components(of: name)
        return components[components.count - 1]
    }

    /// The folders and the file of a name, one or more; a name that cannot be is an error.
    package static func components(of name: String) throws(FileError) -> [String] {
        let components = name.split(separator: "/", omittingEmptySubsequences: false)
            .map(String.init)
        guard !name.utf8.contains(0), components.allSatisfy({ !["", ".", ".."].contains($0) })
        else {
            throw .unsafeName(name, reason: "it has to be a name inside the output folder")
        }
        guard components.allSatisfy({ $0.utf8.count <= 255 }) else {
            throw .unsafeName(name, reason: "file systems take names of at most 255 bytes")
        }
        return components
    }

    private func descend(
        _ components: ArraySlice<String>, from folder: borrowing Folder, into name: String,
        _ body: (borrowing Folder) throws -> PartFile
    ) throws -> PartFile {
        guard let component = components.first else { return try body(folder) }
        let inner = try open(component, in: folder, for: name)
        return try descend(components.dropFirst(), from: inner, into: name, body)
    }

    private func open(
        _ component: String, in folder: borrowing Folder, for name: String
    ) throws(FileError) -> Folder {
        let key = folder.path.appending(component).string
        let isReady = ready.withLock { $0.contains(key) }
        if !isReady { try folder.makeSubfolder(component) }
        let inner: Folder
        do {
            inner = try folder.subfolder(component)
        } catch .disk(_, _, .tooManySymbolicLinkLevels), .disk(_, _, .notDirectory) {
            throw .unsafeName(
                name, reason: "\(key) is a symbolic link or a file, not a folder; remove it")
        }
        if !isReady {
            try folder.sync()
            try inner.clearLeftovers()
            ready.withLock { _ = $0.insert(key) }
        }
        return inner
    }
}
