package import SystemPackage

/// Some temporary files in a folder.
package struct TemporaryFiles: Sendable {
    private var files: [PartFile] = []

    /// Makes so many; blocks.
    package init(_ count: Int, in path: FilePath) throws(FileError) {
        let folder = try Folder(path)
        do {
            for _ in 0..<count { files.append(try PartFile(in: folder)) }
        } catch {
            discard()
            throw error
        }
    }

    /// One of them, from 0.
    package subscript(index: Int) -> PartFile {
        get { files[index] }
        set { files[index] = newValue }
    }

    /// Whether a disk of theirs has no room any more: a tool that wrote there may not have said so.
    var areOnFullDisk: Bool { files.contains(where: \.isOnFullDisk) }

    /// Removes them; blocks.
    package func discard() {
        for file in files { file.discard() }
    }
}

/// Does something with some temporary files, which are gone after.
///
/// Whatever goes wrong while their disk is full is told as that: the tool which ran out of room may have
/// left a short file, and the next one stumbled over it.
package func withTemporaryFiles<Value: Sendable>(
    _ count: Int, in folder: FilePath, _ body: (TemporaryFiles) async throws -> Value
) async throws -> Value {
    let files = try await DiskThreads.run {
        try TemporaryFiles(count, in: folder)
    }
    do {
        let value = try await body(files)
        await DiskThreads.run { files.discard() }
        return value
    } catch {
        let isFull = await DiskThreads.run {
            defer { files.discard() }
            return files.areOnFullDisk
        }
        guard isFull, !(error is CancellationError), !(error is FileError) else { throw error }
        throw FileError.disk(action: "write in", file: folder.string, reason: .noSpace)
    }
}
