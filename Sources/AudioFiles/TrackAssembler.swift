public import SpeechTasks

/// Makes tracks out of clips.
///
/// A track is always a copy with a tag, never a link: clips stay as the service sent them.
public struct TrackAssembler: Sendable {
    private let store: ClipStore
    private let output: OutputFolder

    /// An assembler from a store into a folder.
    public init(store: ClipStore, output: OutputFolder) {
        self.store = store
        self.output = output
    }

    /// Makes a track of clips in this order, under a name relative to the output folder.
    ///
    /// One clip is copied; several are joined frame by frame without encoding them again, and must
    /// be of one format. A file that has the name is replaced once the track is whole.
    ///
    /// - Parameters:
    ///   - gaps: silence after the first clip, after the second, and so on, each rounded to whole
    ///     frames (about 24 ms); where there are fewer than joins, the last ones have none.
    ///   - replacing: what that name may be taken from.
    public func assemble(
        clips: [ClipInTrack], gaps: [Duration] = [], tags: TrackTags, to name: String,
        replacing: Replaceable
    ) async -> AssemblyOutcome {
        do {
            return .made(
                try await DiskThreads.run { () throws(AudioFileError) in
                    try make(clips, gaps, tags, name, replacing: replacing)
                })
        } catch {
            return .failed(error)
        }
    }

    private func make(
        _ clips: [ClipInTrack], _ gaps: [Duration], _ tags: TrackTags, _ name: String,
        replacing: Replaceable
    ) throws(AudioFileError) -> StoredTrack {
        guard let first = clips.first else { throw .noClips }
        let source = try TrackSource.clip(first, in: store)
        guard clips.count > 1 else {
            return try output.makeTrack(name, of: source, tags, replacing: replacing)
        }
        var audio = JoinedAudio(like: source.check)
        for (index, clip) in clips.enumerated() {
            try audio.append(store.path(of: clip.hash), TrackSource.clip(clip, in: store).check)
            if index < clips.count - 1, index < gaps.count { audio.appendSilence(gaps[index]) }
        }
        return try output.makeTrack(name, of: audio, ID3Tag(tags), replacing: replacing)
    }
}
