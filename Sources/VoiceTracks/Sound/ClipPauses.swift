package import Clips
import DurableFiles
package import SpeechTasks
package import SystemPackage
package import Tracks

/// Where in a clip nobody speaks.
package struct ClipPauses: Hashable, Sendable {
    /// How long the clip is, with a silent frame behind its end.
    package let duration: Duration
    /// From the first to the last words, with a little silence around.
    package let speech: Range<Duration>
    /// The pauses within the speech, in order.
    package let pauses: [Range<Duration>]
}

extension ClipPauses {
    /// Finds the pauses of clips, in the times of ``VoiceLine/Sound/range``.
    ///
    /// - Parameters:
    ///   - least: how long a pause is at least; shorter ones are left out.
    ///   - workFolder: for decoded sound; made where missing, and nothing stays there.
    /// - Returns: the pauses of each clip.
    package static func of(
        _ clips: Set<ClipInTrack>, in store: ClipStore, ofAtLeast least: Duration,
        workFolder: FilePath
    ) async throws -> [TaskHash: ClipPauses] {
        try await DiskThreads.run { try Folder.make(workFolder) }
        let decoder = ClipDecoder(store: store, tool: Tool(), folder: workFolder, width: 2)
        let decoded = try await decoder.decode(clips)
        return try await DiskThreads.run {
            var pauses: [TaskHash: ClipPauses] = [:]
            for (clip, place) in decoded.places {
                pauses[clip.hash] = try ClipPauses(of: place, in: decoded, ofAtLeast: least)
            }
            return pauses
        }
    }

    init(
        of place: Range<Int>, in clips: DecodedClips, ofAtLeast least: Duration
    ) throws(FileError) {
        let rate = clips.sampleRateHz
        let levels = try clips.file.levels(of: RawSound([place]), sampleRateHz: rate)
        func times(_ samples: Range<Int>) -> Range<Duration> {
            let start = Duration(samples: samples.lowerBound, atHz: rate)
            return start..<Duration(samples: samples.upperBound, atHz: rate)
        }
        duration = Duration(samples: place.count, atHz: rate)
        speech = times(levels.speech)
        pauses = levels.pauses(ofAtLeast: least.sampleCount(atHz: rate)).map(times)
    }
}
