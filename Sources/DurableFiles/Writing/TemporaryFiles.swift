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

    /// Removes them; blocks.
    package func discard() {
        for file in files { file.discard() }
    }
}

/// Does something with some temporary files, which are gone after.
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
        await DiskThreads.run { files.discard() }
        throw error
    }
}
