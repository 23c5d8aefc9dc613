public import SpeechTasks
import Subprocess
import SystemPackage

/// Makes tracks out of clips.
///
/// A track is always a copy with a tag, never a link: clips stay as the service sent them.
public struct TrackAssembler: Sendable {
    private let store: ClipStore
    private let output: OutputFolder
    private let joiner: ClipJoiner

    /// An assembler from a store into a folder.
    public init(store: ClipStore, output: OutputFolder) {
        self.init(store: store, output: output, ffmpeg: .name("ffmpeg"))
    }

    /// An assembler that joins through this executable.
    package init(store: ClipStore, output: OutputFolder, ffmpegPath: String) {
        self.init(store: store, output: output, ffmpeg: .path(FilePath(ffmpegPath)))
    }

    private init(store: ClipStore, output: OutputFolder, ffmpeg: Executable) {
        self.store = store
        self.output = output
        joiner = ClipJoiner(store: store, ffmpeg: ffmpeg)
    }

    /// Makes a track of clips in this order, under a name relative to the output folder.
    ///
    /// One clip is copied; several are joined by ffmpeg without encoding them again, and must be
    /// of one format. A file that has the name is replaced once the track is whole.
    public func assemble(
        clips: [TaskHash], tags: TrackTags, to name: String
    ) async -> AssemblyOutcome {
        do {
            switch clips.count {
            case 0: return .failed(.noClips)
            case 1: return .made(try await copy(clips[0], tags, to: name))
            default: return .made(try await join(clips, tags, to: name))
            }
        } catch {
            return .failed(AudioFileError(error))
        }
    }

    private func copy(
        _ clip: TaskHash, _ tags: TrackTags, to name: String
    ) async throws -> StoredTrack {
        try await DiskThreads.run { [store, output] () throws(AudioFileError) in
            let source = try TrackSource(clip: clip, in: store)
            return try output.makeTrack(name, of: source, tags)
        }
    }

    private func join(
        _ clips: [TaskHash], _ tags: TrackTags, to name: String
    ) async throws -> StoredTrack {
        let joined = try await joiner.join(clips)
        return try await DiskThreads.run { [output] () throws(AudioFileError) in
            defer { joined.discard() }
            let source = try TrackSource(joined.audio.path)
            try joined.requireAllClips(in: source.check)
            return try output.makeTrack(name, of: source, tags)
        }
    }
}
