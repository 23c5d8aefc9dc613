package import Clips
import SpeechTasks
package import SystemPackage
package import Tracks

extension ClipStore {
    /// Stores a test's clip.
    package func add(_ audio: [UInt8], _ number: Int) throws -> ClipInTrack {
        let hash = TestAudio.hash(number)
        let clip = try store(audio, as: hash, announced: nil)
        return ClipInTrack(hash: hash, sha256: clip.sha256)
    }

    /// A store with two clips of one length whose files have been swapped.
    package static func swapped(
        frames: Int, in folder: FilePath
    ) throws -> (store: ClipStore, clips: [ClipInTrack]) {
        let store = ClipStore(folder: folder.appending("clips"))
        try store.prepare()
        let audio = [UInt8(1), 2].map { TestAudio.noise(frames: frames, seed: $0) }
        let clips = try audio.enumerated().map { try store.add($1, $0) }
        for (clip, other) in zip(clips, audio.reversed()) {
            try write(other, to: store.path(of: clip.hash))
        }
        return (store, clips)
    }
}
