package import Clips
package import DurableFiles
import Foundation
import MP3
package import SystemPackage
package import Tracks

/// Makes voice tracks of films out of clips.
///
/// Clips are decoded into one raw sound file in the work folder, silence around their words is left
/// out, lines that are too long for their slots are sped up, and all of them are mixed into one
/// stream, which is encoded once. Nothing stands in the output folder under a track's name before
/// it is whole, checked and synced.
package struct VoiceTrackAssembler: Sendable {
    private let store: ClipStore
    private let output: OutputFolder
    private let workFolder: FilePath
    private let tool: Tool
    private let probe: FilmProbe

    /// An assembler from a store into a folder.
    ///
    /// - Parameters:
    ///   - workFolder: for raw sound, about 6 MB a minute of film; made where missing, and nothing
    ///     of a track stays there.
    ///   - ffmpegPath: the executable that does the work; nil for the one on the search path.
    ///   - ffprobePath: the same for the one that measures.
    package init(
        store: ClipStore, output: OutputFolder, workFolder: FilePath, ffmpegPath: String? = nil,
        ffprobePath: String? = nil
    ) {
        self.store = store
        self.output = output
        self.workFolder = workFolder
        tool = Tool(path: ffmpegPath)
        probe = FilmProbe(tool: .probe(path: ffprobePath), folder: workFolder)
    }

    /// Makes a track under a name relative to the output folder.
    ///
    /// It lasts as long as the plan says to within a packet of its format, or as long as its words
    /// take. Throws ``MakingError``s, and `CancellationError`; then a track that was there before still
    /// is.
    ///
    /// - Parameter replacing: what the name may be taken from.
    /// - Returns: the track, safely on the disk, and its lines in the plan's order.
    package func assemble(
        _ plan: VoiceTrackPlan, settings: VoiceTrackSettings, to name: String,
        replacing: Replaceable
    ) async throws -> (track: StoredTrack, lines: [FittedLine]) {
        try settings.requirePossible()
        _ = try OutputFolder.components(of: name)
        try await DiskThreads.run { [workFolder] in
            try Folder.make(workFolder)
            try Folder(workFolder).clearLeftovers()
        }
        let clips = try await decoded(plan)
        let (lines, mix) = try await fitted(plan, clips: clips, settings: settings)
        let track = try await encode(
            mix, of: plan, settings: settings, to: name, replacing: replacing)
        return (track, lines)
    }

    private var width: Int { ProcessInfo.processInfo.activeProcessorCount }

    private func decoded(_ plan: VoiceTrackPlan) async throws -> DecodedClips {
        guard !plan.lines.isEmpty, plan.lines.allSatisfy({ !$0.sounds.isEmpty }) else {
            throw TrackError.noClips
        }
        let decoder = ClipDecoder(store: store, tool: tool, folder: workFolder, width: width)
        return try await decoder.decode(Set(plan.lines.flatMap(\.sounds).map(\.clip)))
    }
}

// MARK: Fitting

extension VoiceTrackAssembler {
    /// The lines as they are heard, and the mix of them.
    private func fitted(
        _ plan: VoiceTrackPlan, clips: DecodedClips, settings: VoiceTrackSettings
    ) async throws -> ([FittedLine], VoiceMix) {
        var sounds = try await DiskThreads.run {
            var sounds: [RawSound] = []
            for line in plan.lines { sounds.append(try clips.speech(of: line)) }
            return sounds
        }
        let rate = clips.sampleRateHz
        let fit = VoiceFit(settings, length: plan.length)
        var lines = zip(plan.lines, sounds).map { line, sound in
            VoiceFit.Line(line, spoken: Duration(samples: sound.sampleCount, atHz: rate))
        }
        let chosen = fit.fitted(lines)

        let tooLong = sounds.indices.filter { chosen[$0].stretch > 1 }
        let stretcher = LineStretcher(
            tool: tool, folder: workFolder, width: width, sampleRateHz: rate)
        let stretched = try await stretcher.stretch(
            tooLong.map { .init(sound: sounds[$0], factor: chosen[$0].stretch) }, in: clips.file)
        for (index, sound) in zip(tooLong, stretched) { sounds[index] = sound }
        // Fitted again with what the tool really made of them.
        for index in lines.indices {
            let length = Duration(samples: sounds[index].sampleCount, atHz: rate)
            lines[index].stretched = (chosen[index].stretch, length)
        }
        let heard = fit.fitted(lines)
        let mixed = zip(heard, sounds).map { line, sound in
            VoiceMix.Line(start: line.start.sampleCount(atHz: rate), sound: sound)
        }
        let planned = plan.length ?? plan.lines.compactMap(\.slotEnd).max() ?? .zero
        let mix = VoiceMix(
            lines: mixed, file: clips.file,
            sampleCount: max(
                planned.sampleCount(atHz: rate), mixed.map(\.range.upperBound).max() ?? 0),
            sampleRateHz: rate, volume: VolumeFilter(settings.volume))
        return (heard, mix)
    }
}

extension DecodedClips {
    /// A line's words, without the silence around them; blocks.
    fileprivate func speech(of line: VoiceLine) throws -> RawSound {
        var ranges: [Range<Int>] = []
        for sound in line.sounds {
            guard let place = places[sound.clip] else { throw TrackError.clipLost(sound.clip.hash) }
            guard let range = sound.range else {
                ranges.append(place)
                continue
            }
            let start = place.lowerBound + range.lowerBound.sampleCount(atHz: sampleRateHz)
            let end = place.lowerBound + range.upperBound.sampleCount(atHz: sampleRateHz)
            ranges.append((start..<end).clamped(to: place))
        }
        let sound = RawSound(ranges)
        return sound.part(try file.levels(of: sound, sampleRateHz: sampleRateHz).speech)
    }
}

extension VoiceFit.Line {
    fileprivate init(_ line: VoiceLine, spoken: Duration) {
        self.init(
            start: max(.zero, line.start), slotEnd: line.slotEnd, speaker: line.speaker,
            speed: line.speed, spoken: spoken)
    }
}

// MARK: Encoding

extension VoiceTrackAssembler {
    private func encode(
        _ mix: VoiceMix, of plan: VoiceTrackPlan, settings: VoiceTrackSettings, to name: String,
        replacing: Replaceable
    ) async throws -> StoredTrack {
        let duration = Duration(samples: mix.sampleCount, atHz: mix.sampleRateHz)
        let codec = TrackCodec(format: settings.format, sampleRateHz: mix.sampleRateHz)
        return try await withTemporaryFiles(1, in: workFolder) { files in
            try await mix.write(to: files[0])
            let input = [
                "-protocol_whitelist", "file", "-f", "s16le", "-ar", "\(mix.sampleRateHz)",
                "-ac", "1", "-i", "file:\(files[0].path)",
            ]
            return try await output.makeTrack(
                name, lasting: duration, within: 0.25, replacing: replacing,
                measure: probe.duration
            ) { part in
                try await tool.run(
                    input + mix.filters + codec.arguments + Self.metadata(plan)
                        + ["-bitexact", "file:\(part.path)"],
                    in: workFolder)
            }
        }
    }

    private static func metadata(_ plan: VoiceTrackPlan) -> [String] {
        var metadata: [String] = []
        if let title = plan.tags.title { metadata += ["-metadata", "title=\(title)"] }
        if !plan.tags.firstWords.isEmpty {
            metadata += ["-metadata", "comment=\(plan.tags.firstWords)"]
        }
        if let language = plan.language.flatMap(AudiobookTags.languageCode) {
            metadata += ["-metadata", "language=\(language)"]
            metadata += ["-metadata:s:a:0", "language=\(language)"]
        }
        return metadata
    }
}
