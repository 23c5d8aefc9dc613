package import Clips
package import MP3

extension JoinedAudio {
    /// Clips of a store behind one another, with silence between them.
    ///
    /// Blocks; throws ``TrackError``s for clips that are lost or damaged.
    ///
    /// - Parameters:
    ///   - gaps: silence after the first clip, after the second, and so on.
    ///   - onClip: told of each clip when it begins.
    package init(
        _ clips: [ClipInTrack], gaps: [Duration], in store: ClipStore,
        onClip: (Duration) -> Void = { _ in }
    ) throws {
        guard let first = clips.first else { throw TrackError.noClips }
        self.init(like: try TrackSource.clip(first, in: store).check)
        for (index, clip) in clips.enumerated() {
            let check = try TrackSource.clip(clip, in: store).check
            onClip(duration)
            try append(store.path(of: clip.hash), check)
            if index < clips.count - 1, index < gaps.count { appendSilence(gaps[index]) }
        }
    }
}
