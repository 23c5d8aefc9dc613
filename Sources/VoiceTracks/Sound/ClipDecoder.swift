import Clips
import DurableFiles
import MP3
import SystemPackage
import Tracks

/// Clips as one raw sound file, and where in it each one stands.
struct DecodedClips: Sendable {
    let sampleRateHz: Int
    let file: SoundFile
    let places: [ClipInTrack: Range<Int>]
}

/// Decodes clips, many with each run of the tool.
///
/// Clips of one format are joined frame by frame with a silent frame behind each, in which the
/// decoder gives what it still holds of the clip before; so each clip's place follows from frames.
struct ClipDecoder: Sendable {
    let store: ClipStore
    let tool: Tool
    let folder: FilePath
    let width: Int

    /// Starting the tool takes as long as decoding about a hundred clips of some seconds.
    private static let groupLimit = 100

    private struct Clip: Sendable {
        let clip: ClipInTrack
        let path: FilePath
        let check: MP3Check
    }

    /// Decodes each of some clips once, at the rate that most of them have.
    func decode(_ clips: Set<ClipInTrack>) async throws -> DecodedClips {
        let clips = try await checked(clips.sorted { "\($0.hash)" < "\($1.hash)" })
        let rates = Dictionary(grouping: clips, by: \.check.format.sampleRateHz)
        let rate = rates.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }?.key ?? 24_000
        let file = try await DiskThreads.run { [folder] in
            try SoundFile(in: folder)
        }
        let places = try await inParallel(Self.groups(of: clips), width: width) { group in
            try await decode(group, atHz: rate, into: file)
        }
        return DecodedClips(
            sampleRateHz: rate, file: file,
            places: places.reduce(into: [:]) { $0.merge($1) { first, _ in first } })
    }

    private func checked(_ wanted: [ClipInTrack]) async throws -> [Clip] {
        let groups = stride(from: 0, to: wanted.count, by: Self.groupLimit).map {
            wanted[$0..<min($0 + Self.groupLimit, wanted.count)]
        }
        return try await inParallel(groups, width: width) { group in
            try await DiskThreads.run {
                var clips: [Clip] = []
                for clip in group {
                    let check = try TrackSource.clip(clip, in: store).check
                    clips.append(Clip(clip: clip, path: store.path(of: clip.hash), check: check))
                }
                return clips
            }
        }.flatMap { $0 }
    }

    /// Clips that can be joined, at most so many together.
    private static func groups(of clips: [Clip]) -> [[Clip]] {
        struct Format: Hashable {
            let format: AudioFormat
            let samplesPerFrame: Int
        }
        let alike = Dictionary(grouping: clips) {
            Format(format: $0.check.format, samplesPerFrame: $0.check.samplesPerFrame)
        }
        return alike.values.flatMap { clips in
            stride(from: 0, to: clips.count, by: groupLimit).map {
                Array(clips[$0..<min($0 + groupLimit, clips.count)])
            }
        }
    }

    /// Decodes a group; one that comes out in another length than its frames have, clip by clip.
    private func decode(
        _ group: [Clip], atHz rate: Int, into file: SoundFile
    ) async throws -> [ClipInTrack: Range<Int>] {
        guard let first = group.first else { return [:] }
        var ends: [Int] = []
        var audio = JoinedAudio(like: first.check)
        for clip in group {
            try audio.append(clip.path, clip.check)
            audio.appendSilence(clip.check.frameDuration)
            let samples = audio.frameCount * clip.check.samplesPerFrame
            ends.append(samples * rate / clip.check.format.sampleRateHz)
        }
        let decoded = try await decode(audio, atHz: rate, into: file)
        let isResampled = first.check.format.sampleRateHz != rate
        let missing = abs(decoded.count - (ends.last ?? 0))
        // Resamplers keep back or add some samples at the end.
        guard missing <= (isResampled ? rate / 100 : 0) else {
            guard group.count > 1 else { return [first.clip: decoded] }
            var places: [ClipInTrack: Range<Int>] = [:]
            for clip in group {
                places.merge(try await decode([clip], atHz: rate, into: file)) { $1 }
            }
            return places
        }
        var places: [ClipInTrack: Range<Int>] = [:]
        for (clip, (start, end)) in zip(group, zip([0] + ends, ends)) {
            let range = (decoded.lowerBound + start)..<(decoded.lowerBound + end)
            places[clip.clip] = range.clamped(to: decoded)
        }
        return places
    }

    private func decode(
        _ audio: JoinedAudio, atHz rate: Int, into file: SoundFile
    ) async throws -> Range<Int> {
        try await withTemporaryFiles(2, in: folder) { files in
            try await DiskThreads.run {
                var part = files[0]
                try audio.write(to: &part)
            }
            try await tool.run(
                [
                    "-protocol_whitelist", "file", "-flags2", "+skip_manual", "-f", "mp3",
                    "-i", "file:\(files[0].path)", "-map", "0:a:0", "-ac", "1", "-ar", "\(rate)",
                    "-threads", "1", "-f", "s16le", "file:\(files[1].path)",
                ], in: folder)
            return try await DiskThreads.run {
                try file.append(files[1].path)
            }
        }
    }
}
