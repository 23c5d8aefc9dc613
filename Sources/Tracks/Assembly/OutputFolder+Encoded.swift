package import DurableFiles
import MP3
package import SystemPackage

extension OutputFolder {
    /// Makes a file that a tool writes, once it is found to last as long as it has to.
    ///
    /// - Parameters:
    ///   - seconds: how much longer or shorter it may be.
    ///   - measure: how long a file plays.
    package func makeTrack(
        _ name: String, lasting duration: Duration, within seconds: Double, replacing: Replaceable,
        measure: (FilePath) async throws -> Duration, _ write: (PartFile) async throws -> Void
    ) async throws -> StoredTrack {
        let part = try await DiskThreads.run {
            try self.part(for: name)
        }
        do {
            try await write(part)
            let measured = try await measure(part.path)
            let difference = measured / .seconds(1) - duration / .seconds(1)
            guard abs(difference) < seconds, measured > .zero || duration == .zero else {
                throw UnexpectedLength(expected: duration, measured: measured)
            }
            return try await DiskThreads.run {
                var part = part
                try part.includeAll()
                try part.commit(as: Self.lastComponent(of: name), replacing: replacing)
                return StoredTrack(
                    name: name, byteCount: part.byteCount, sha256: part.sha256,
                    duration: duration)
            }
        } catch {
            let isFull = await DiskThreads.run {
                defer { part.discard() }
                return part.isOnFullDisk
            }
            guard isFull, !(error is CancellationError) else { throw error }
            throw FileError.disk(
                action: "write", file: path.appending(name).string, reason: .noSpace)
        }
    }
}
