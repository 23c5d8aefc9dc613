package import Clips
package import DurableFiles
package import MP3
package import SpeechTasks

/// Makes tracks out of clips.
///
/// A track is always a copy with a tag, never a link: clips stay as the service sent them.
package struct TrackAssembler: Sendable {
    let store: ClipStore
    let output: OutputFolder
    let tool: Tool
    let probe: MediaProbe

    /// An assembler from a store into a folder.
    ///
    /// - Parameters:
    ///   - ffmpegPath: the executable that encodes; nil for the one on the search path.
    ///   - ffprobePath: the same for the one that measures what was encoded.
    package init(
        store: ClipStore, output: OutputFolder, ffmpegPath: String? = nil,
        ffprobePath: String? = nil
    ) {
        self.store = store
        self.output = output
        tool = Tool(path: ffmpegPath)
        probe = MediaProbe(tool: .probe(path: ffprobePath), folder: store.folder)
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
    ///   - sound: the kind of file and its sound; whatever is not copied is encoded once, by ffmpeg.
    ///   - replacing: what that name may be taken from.
    package func assemble(
        clips: [ClipInTrack], gaps: [Duration] = [], tags: TrackTags, volume: Thousandths = .normal,
        sound: TrackSound = TrackSound(), to name: String, replacing: Replaceable
    ) async throws -> StoredTrack {
        let volume = VolumeFilter(volume)
        let track = Track(
            clips: clips, gaps: gaps, tags: tags, name: name, replacing: replacing)
        try volume.requirePossible()
        try sound.requirePossible()
        guard volume.isPlain, sound.isCopied else { return try await encode(track, volume, sound) }
        return try await DiskThreads.run { try make(track) }
    }

    /// What a track is made of, and where it goes.
    struct Track: Sendable {
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

    /// The clips behind one another, with the silence between them.
    func joined(_ track: Track) throws -> JoinedAudio {
        try JoinedAudio(track.clips, gaps: track.gaps, in: store)
    }
}
