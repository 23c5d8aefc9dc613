import Crypto
public import SpeechTasks

extension ClipStore {
    /// The clip of a task that is in the store already, if it is whole.
    ///
    /// A run that died after it had renamed a clip and before it could say so leaves one.
    ///
    /// - Parameter announced: the length the service announced; nil where it did not.
    public func storedClip(_ hash: TaskHash, announced: Duration?) async -> StoredClip? {
        guard contains(hash) else { return nil }
        return try? await DiskThreads.run { () throws(AudioFileError) in
            let file = try OpenFile(path(of: hash))
            let byteCount = try file.byteCount()
            var hasher = SHA256()
            try file.forEachPiece(of: 0..<byteCount) {
                (piece) throws(AudioFileError) in hasher.update(data: piece)
            }
            let check = try MP3Check(contentsOf: path(of: hash))
            try check.requireWhole(announced: announced)
            return StoredClip(
                fileName: fileName(of: hash), byteCount: byteCount,
                sha256: Array(hasher.finalize()), duration: check.duration, format: check.format)
        }
    }
}
