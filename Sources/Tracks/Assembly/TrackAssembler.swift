package import Clips
package import DurableFiles
package import MP3
package import SpeechTasks

/// Makes tracks out of clips.
///
/// A track is always a copy with a tag, never a link: clips stay as the service sent them.
package struct TrackAssembler: Sendable {
    private let store: ClipStore
    private let output: OutputFolder
    private let tool: Tool

    /// An assembler from a store into a folder.
    ///
    /// - Parameter ffmpegPath: the executable that changes volumes; nil for the one on the search
    ///   path.
    package init(store: ClipStore, output: OutputFolder, ffmpegPath: String? = nil) {
        self.store = store
        self.output = output
        tool = Tool(path: ffmpegPath)
    }

    /// Makes a track of clips in this order, under a name relative to the output folder.
    ///
    /// One clip is copied; several are joined frame by frame without encoding them again, and must
    /// be of one format. A file that has the name is replaced only once the track is whole. Throws ``MakingError``s, and `CancellationError`.
    ///
    /// - Parameters:
    ///   - gaps: silence after the first clip, after the second, and so on, each rounded to whole
    ///     frames (about 24 ms); where there are fewer than joins, the last ones have none.
    ///   - volume: how loud it becomes, 0 to 2, for a service that has no volume of its own; its clips
    ///     stay as they are. At 1 nothing is encoded again; else ffmpeg is needed.
    ///   - replacing: what that name may be taken from.
    package func assemble(
        clips: [ClipInTrack], gaps: [Duration] = [], tags: TrackTags, volume: Thousandths = .normal,
        to name: String, replacing: Replaceable
    ) async throws -> StoredTrack {
        let volume = VolumeFilter(volume)
        let track = Track(
            clips: clips, gaps: gaps, tags: tags, name: name, replacing: replacing)
        try volume.requirePossible()
        guard volume.isPlain else { return try await make(track, volume) }
        return try await DiskThreads.run { try make(track) }
    }

    /// What a track is made of, and where it goes.
    private struct Track {
        let clips: [ClipInTrack]
        let gaps: [Duration]
        let tags: TrackTags
        let name: String
        let replacing: Replaceable
    }

    private func make(_ track: Track) throws -> StoredTrack {
        guard let first = track.clips.first else { throw TrackError.noClips }
        guard track.clips.count > 1 else {
            return try output.makeTrack(
                track.name, of: .clip(first, in: store), track.tags,
                replacing: track.replacing)
        }
        return try output.makeTrack(
            track.name, of: joined(track), ID3Tag(track.tags), replacing: track.replacing)
    }

    private func joined(_ track: Track) throws -> JoinedAudio {
        guard let first = track.clips.first else { throw TrackError.noClips }
        var audio = JoinedAudio(like: try TrackSource.clip(first, in: store).check)
        for (index, clip) in track.clips.enumerated() {
            let check = try TrackSource.clip(clip, in: store).check
            try audio.append(store.path(of: clip.hash), check)
            if index < track.clips.count - 1, index < track.gaps.count {
                audio.appendSilence(track.gaps[index])
            }
        }
        return audio
    }
}

// MARK: At another volume

extension TrackAssembler {
    /// Joins the clips, encodes what they say once more, and makes the track of that.
    private func make(_ track: Track, _ volume: VolumeFilter) async throws -> StoredTrack {
        // The store's own folder is cleared of what runs that died were writing.
        try await withTemporaryFiles(2, in: store.folder) { files in
            let audio = try await DiskThreads.run {
                let audio = try joined(track)
                var part = files[0]
                try audio.write(to: &part)
                return audio
            }
            try await tool.run(
                ["-protocol_whitelist", "file", "-flags2", "+skip_manual", "-f", "mp3"]
                    + ["-i", "file:\(files[0].path)", "-map", "0:a:0"] + volume.arguments()
                    + audio.encoder + ["file:\(files[1].path)"],
                in: store.folder)
            return try await DiskThreads.run {
                let source = try TrackSource.encoded(files[1].path, lasting: audio.duration)
                return try output.makeTrack(
                    track.name, of: source, track.tags, replacing: track.replacing)
            }
        }
    }
}

// MARK: Of a part of a clip

extension TrackAssembler {
    /// Makes a track of sound that was cut out of a clip, encoded once in the clip's own format.
    ///
    /// Throws ``MakingError``s, and `CancellationError`.
    package func assemble(
        _ sound: PlainSound, cutOutOf clip: ClipInTrack, tags: TrackTags,
        volume: Thousandths = .normal, to name: String, replacing: Replaceable
    ) async throws -> StoredTrack {
        let volume = VolumeFilter(volume)
        try volume.requirePossible()
        return try await withTemporaryFiles(1, in: store.folder) { files in
            let audio = try await DiskThreads.run {
                JoinedAudio(like: try TrackSource.clip(clip, in: store).check)
            }
            try await tool.run(
                ["-protocol_whitelist", "file", "-f", "s16le", "-ar", "\(sound.sampleRateHz)"]
                    + ["-ac", "1", "-i", "file:\(sound.path)"] + volume.arguments()
                    + audio.encoder + ["file:\(files[0].path)"],
                in: store.folder)
            return try await DiskThreads.run {
                try output.makeTrack(
                    name, of: try .encoded(files[0].path, lasting: sound.duration), tags,
                    replacing: replacing)
            }
        }
    }
}

extension JoinedAudio {
    /// ffmpeg's arguments to encode it again in its own format at its own bit rate.
    fileprivate var encoder: [String] {
        ["-c:a", "libmp3lame", "-b:a", "\(kilobits)k", "-ar", "\(format.sampleRateHz)"]
            + ["-ac", "\(format.channelCount)", "-map_metadata", "-1", "-id3v2_version", "0"]
            + ["-write_xing", "1", "-bitexact", "-threads", "1", "-f", "mp3"]
    }
}
