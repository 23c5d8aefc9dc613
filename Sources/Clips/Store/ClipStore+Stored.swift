package import DurableFiles
import MP3
package import SpeechTasks
import SystemPackage

extension ClipStore {
    /// Takes a file that is not the clip it was stored as away from its name, to `<64 digits>.damaged`.
    ///
    /// So nobody takes it for the clip when that is looked for before it is fetched again. It is not
    /// removed: somebody paid for what it holds.
    package func setAside(_ hash: TaskHash) async throws(FileError) {
        try await DiskThreads.run { () throws(FileError) in
            let name = fileName(of: hash)
            let shard = try Folder(folder.appending(String(name.prefix(2))))
            try shard.rename("\(hash).mp3", to: "\(hash).damaged")
            try shard.sync()
        }
    }

    /// The clip of a task that is in the store already, if it is whole, whatever was announced.
    ///
    /// A run that died after it had renamed a clip and before it could say so leaves one, as does a
    /// ledger that was lost. What lies here is paid for.
    ///
    /// - Parameter announced: the length the service announced; nil where it did not.
    package func storedClip(_ hash: TaskHash, announced: Duration?) async -> StoredClip? {
        guard contains(hash) else { return nil }
        return try? await DiskThreads.run {
            let path = path(of: hash)
            let file = try OpenFile(path)
            let byteCount = try file.byteCount()
            let check = try MP3Check(contentsOf: file.descriptor, at: path, count: byteCount)
            try check.requireWhole()
            return StoredClip(
                fileName: fileName(of: hash), byteCount: byteCount, sha256: try file.sha256(),
                duration: check.duration, format: check.format,
                announcedOtherwise: announced.flatMap { check.lasts(about: $0) ? nil : $0 })
        }
    }
}
