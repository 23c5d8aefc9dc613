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
    private var decoded: [(clip: ClipInTrack, work: Task<Parts, any Error>)] = []

    /// Decoded clips that are kept: rows come in order, so that few packs are in work at once.
    private static let keptCount = 4

    /// A cutter of a store's clips.
    ///
    /// - Parameter workFolder: for decoded sound; made where missing.
    package init(store: ClipStore, workFolder: FilePath) {
        self.store = store
        self.workFolder = workFolder
    }

    /// What was made of a text's sound.
    package struct Made<Value: Sendable>: Sendable {
        package let value: Value
        /// How sure the text's two cuts are, from 0 to 1.
        package let confidence: Double
    }

    /// A clip's samples and where they are cut; nil where that cannot be told.
    private struct Parts: Sendable {
        let clips: DecodedClips
        let place: Range<Int>
        let cuts: PackCuts?
    }

    /// Does something with a text's sound, cut out of its clip.
    ///
    /// - Parameters:
    ///   - part: the text's place among those of the clip.
    ///   - confidence: how sure the cuts must be, 0 to 1.
    ///   - weights: how long each text of the clip is expected to be, in any unit; each above 0. Asked
    ///     for once a clip.
    ///   - body: is given the samples: one channel of 16 bits, little-endian.
    /// - Returns: what the body makes of it; nil where the cuts are less sure than that.
    package func cut<Value: Sendable>(
        _ part: Int, confidence: Double, outOf clip: ClipInTrack,
        weights: @escaping @Sendable () throws -> [Double],
        _ body: @Sendable (PlainSound) async throws -> Value
    ) async throws -> Made<Value>? {
        let decoded = try await parts(of: clip, weights)
        guard let parts = decoded.cuts?.parts, parts.indices.contains(part),
            parts[part].confidence >= confidence
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
            let sound = PlainSound(path: path, sampleRateHz: rate, sampleCount: range.count)
            return Made(value: try await body(sound), confidence: parts[part].confidence)
        }
    }

    private func parts(
        of clip: ClipInTrack, _ weights: @escaping @Sendable () throws -> [Double]
    ) async throws -> Parts {
        if let known = decoded.first(where: { $0.clip == clip }) {
            return try await known.work.value
        }
        let work = Task { [store, workFolder] in
            try await Self.decode(clip, store, workFolder, weights: try weights())
        }
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
        _ clip: ClipInTrack, _ store: ClipStore, _ folder: FilePath, weights: [Double]
    ) async throws -> Parts {
        try await DiskThreads.run { try Folder.make(folder) }
        let decoder = ClipDecoder(store: store, tool: Tool(), folder: folder, width: 1)
        let clips = try await decoder.decode([clip])
        guard let place = clips.places[clip] else { throw TrackError.clipLost(clip.hash) }
        let pauses = try await DiskThreads.run {
            try ClipPauses(of: place, in: clips, ofAtLeast: ClipPauses.shortest)
        }
        return Parts(clips: clips, place: place, cuts: pauses.cuts(weights: weights))
    }
}
