package import Clips
import DurableFiles
import SpeechTasks
package import SystemPackage
package import Tracks
import Utterances

/// Cuts texts out of the clips that they share.
///
/// A clip is decoded once for all that is cut out of it one after the other.
package actor PackCutter {
    private let store: ClipStore
    private let workFolder: FilePath
    private var decoded: [(clip: ClipInTrack, work: Task<Decoded, any Error>)] = []

    /// Decoded clips that are kept: rows come in order, so that few packs are in work at once.
    private static let keptCount = 4

    /// A cutter of a store's clips.
    ///
    /// - Parameter workFolder: for decoded sound; made where missing.
    package init(store: ClipStore, workFolder: FilePath) {
        self.store = store
        self.workFolder = workFolder
    }

    /// A clip's samples and where nobody speaks in them.
    private struct Decoded: Sendable {
        let clips: DecodedClips
        let place: Range<Int>
        let pauses: ClipPauses
    }

    /// Does something with a text's sound, cut out of its clip.
    ///
    /// - Parameters:
    ///   - part: the text's place among those of the clip.
    ///   - weights: how long each is expected to be, in any unit; each above 0.
    ///   - confidence: how sure the cuts must be, 0 to 1.
    ///   - body: is given the samples: one channel of 16 bits, little-endian.
    /// - Returns: what the body makes of it; nil where the cuts are less sure than that.
    package func cut<Value: Sendable>(
        _ part: Int, weights: [Double], confidence: Double, outOf clip: ClipInTrack,
        _ body: @Sendable (PlainSound) async throws -> Value
    ) async throws -> Value? {
        let decoded = try await self.decoded(clip)
        guard let parts = decoded.pauses.cuts(weights: weights)?.parts,
            parts.indices.contains(part), parts[part].confidence >= confidence
        else { return nil }
        let rate = decoded.clips.sampleRateHz
        let start = decoded.place.lowerBound
        func sample(_ seconds: Double) -> Int {
            min(decoded.place.upperBound, start + Int((seconds * Double(rate)).rounded()))
        }
        let range = sample(parts[part].start)..<sample(parts[part].end)
        return try await withTemporaryFiles(1, in: workFolder) { files in
            let path = files[0].path
            try await DiskThreads.run {
                var file = files[0]
                try file.append(try decoded.clips.file.bytes(of: RawSound([range])))
            }
            return try await body(
                PlainSound(path: path, sampleRateHz: rate, sampleCount: range.count))
        }
    }

    private func decoded(_ clip: ClipInTrack) async throws -> Decoded {
        if let known = decoded.first(where: { $0.clip == clip }) {
            return try await known.work.value
        }
        let work = Task { [store, workFolder] in try await Self.decode(clip, store, workFolder) }
        decoded.append((clip, work))
        if decoded.count > Self.keptCount { decoded.removeFirst() }
        do {
            return try await work.value
        } catch {
            // A clip that is fetched again is decoded again.
            decoded.removeAll { $0.clip == clip }
            throw error
        }
    }

    private static func decode(
        _ clip: ClipInTrack, _ store: ClipStore, _ folder: FilePath
    ) async throws -> Decoded {
        try await DiskThreads.run { try Folder.make(folder) }
        let decoder = ClipDecoder(store: store, tool: Tool(), folder: folder, width: 1)
        let clips = try await decoder.decode([clip])
        guard let place = clips.places[clip] else { throw TrackError.clipLost(clip.hash) }
        let pauses = try await DiskThreads.run {
            try ClipPauses(of: place, in: clips, ofAtLeast: ClipPauses.shortest)
        }
        return Decoded(clips: clips, place: place, pauses: pauses)
    }
}
