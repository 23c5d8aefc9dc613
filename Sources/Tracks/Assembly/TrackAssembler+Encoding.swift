import Clips
package import DurableFiles
package import MP3
package import SpeechTasks
import SystemPackage

extension TrackAssembler {
    /// Joins the clips, encodes what they say once, and makes the track of that.
    func encode(
        _ track: Track, _ volume: VolumeFilter, _ sound: TrackSound
    ) async throws -> StoredTrack {
        // The store's own folder is cleared of what runs that died were writing.
        try await withTemporaryFiles(1, in: store.folder) { files in
            let audio = try await DiskThreads.run {
                let audio = try joined(track)
                var part = files[0]
                try audio.write(to: &part)
                return audio
            }
            return try await encode(
                EncoderInput(audio, at: files[0].path), track, volume, sound)
        }
    }

    /// Makes a track of sound that was cut out of a clip, encoded once; an MP3 at the clip's bit rate.
    ///
    /// Throws ``MakingError``s, and `CancellationError`.
    package func assemble(
        _ part: PlainSound, cutOutOf clip: ClipInTrack, tags: TrackTags, volume: Thousandths,
        sound: TrackSound, to name: String, replacing: Replaceable
    ) async throws -> StoredTrack {
        let volume = VolumeFilter(volume)
        try volume.requirePossible()
        try sound.requirePossible()
        let clip = try await DiskThreads.run {
            JoinedAudio(like: try TrackSource.clip(clip, in: store).check)
        }
        return try await encode(
            EncoderInput(part, kilobits: clip.kilobits),
            Track(clips: [], gaps: [], tags: tags, name: name, replacing: replacing), volume, sound)
    }

    private func encode(
        _ input: EncoderInput, _ track: Track, _ volume: VolumeFilter, _ sound: TrackSound
    ) async throws -> StoredTrack {
        try await withTemporaryFiles(1, in: store.folder) { files in
            let filters = SoundFilters(
                input, sound: sound, volume: volume,
                speech: try await kept(of: input, sound, decoded: files[0]),
                gain: try await gain(of: input, to: sound.loudness))
            let arguments = input.arguments + filters.arguments
            guard sound.format == .mp3 else {
                return try await encode(arguments, filters, track, kilobits: input.kilobits)
            }
            let encoder = input.encoder(for: filters.format)
            try await tool.run(
                arguments + encoder + ["file:\(files[0].path)"], in: store.folder)
            return try await DiskThreads.run {
                let source = try TrackSource.encoded(files[0].path, lasting: filters.duration)
                return try output.makeTrack(
                    track.name, of: source, track.tags, replacing: track.replacing)
            }
        }
    }

    /// Encodes into a file in the output folder, which gets its name once its length is right.
    private func encode(
        _ arguments: [String], _ filters: SoundFilters, _ track: Track, kilobits: Int
    ) async throws -> StoredTrack {
        let form = filters.sound.format
        let codec = TrackCodec(
            format: form, sampleRateHz: filters.format.sampleRateHz, kilobits: kilobits)
        return try await output.makeTrack(
            track.name, lasting: filters.duration, within: Self.lengthTolerance,
            replacing: track.replacing, measure: { try await length(of: $0, form) }
        ) { part in
            try await tool.run(
                arguments + ["-ar", "\(filters.format.sampleRateHz)"]
                    + ["-ac", "\(filters.format.channelCount)"] + codec.arguments
                    + ["-map_metadata", "-1"] + (form.headerless == nil ? track.tags.metadata : [])
                    + ["-bitexact", "-threads", "1", "file:\(part.path)"],
                in: store.folder)
        }
    }

    /// An encoder's packets and a resampler's edges are shorter, a word that is missing is longer.
    private static let lengthTolerance = 0.15

    private func length(of path: FilePath, _ form: TrackFormat) async throws -> Duration {
        guard let bytesPerSecond = form.bytesPerSecond else {
            return try await probe.duration(of: path)
        }
        return try await DiskThreads.run {
            let byteCount = try OpenFile(path).byteCount()
            return .seconds(Double(byteCount) / Double(bytesPerSecond))
        }
    }
}

// MARK: What is measured

extension TrackAssembler {
    /// From the first to the last sample of speech, with a little silence around; nil where nothing is
    /// cut.
    private func kept(
        of input: EncoderInput, _ sound: TrackSound, decoded: PartFile
    ) async throws -> Range<Int>? {
        guard sound.trims else { return nil }
        let rate = input.format.sampleRateHz
        try await tool.run(
            input.arguments + ["-ac", "1", "-ar", "\(rate)"]
                + ["-threads", "1", "-f", "s16le", "file:\(decoded.path)"],
            in: store.folder)
        return try await DiskThreads.run {
            let file = try OpenFile(decoded.path)
            let byteCount = try file.byteCount()
            var levels = SpeechLevels(sampleRateHz: rate, bounds: .careful)
            let step = levels.windowSampleCount * 400
            for start in stride(from: 0, to: byteCount, by: step) {
                let bytes = try file.bytes(at: start, count: min(step, byteCount - start))
                levels.append(bytes.withUnsafeBytes { Array($0.bindMemory(to: Int16.self)) })
            }
            return levels.speech
        }
    }

    /// What brings a sound to a loudness; nil where none is asked for, or nothing is heard.
    private func gain(of input: EncoderInput, to loudness: Double?) async throws -> LoudnessGain? {
        guard let loudness else { return nil }
        let meter = LoudnessMeter(tool: tool, folder: store.folder)
        return try await meter.loudness(of: input.arguments).map {
            LoudnessGain(from: $0, to: loudness)
        }
    }
}
