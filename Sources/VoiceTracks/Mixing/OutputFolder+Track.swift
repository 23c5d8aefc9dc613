import DurableFiles
import MP3
import Tracks

extension OutputFolder {
    /// Makes a file that a tool writes, once it is found to last as long as it has to.
    ///
    /// - Parameter seconds: how much longer or shorter it may be.
    func makeTrack(
        _ name: String, lasting duration: Duration, within seconds: Double, replacing: Replaceable,
        probe: FilmProbe, _ write: (PartFile) async throws -> Void
    ) async throws -> StoredTrack {
        let part = try await DiskThreads.run {
            try self.part(for: name)
        }
        do {
            try await write(part)
            let measured = try await probe.duration(of: part.path)
            guard abs(measured / .seconds(1) - duration / .seconds(1)) < seconds else {
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
            await DiskThreads.run { part.discard() }
            throw error
        }
    }
}
