import Audiobooks
import Clips
import DurableFiles
import Foundation
import MP3
import SpeechTasks
import SystemPackage
import Testing
import Tracks
import VoiceTracks

@Suite("Clips that are not what was stored", .timeLimit(.minutes(5)))
struct ClipSumTests {
    /// A store with two clips of one length whose files have been swapped.
    private func swapped(
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

    @Test("make no track with each other's words", arguments: [50, 9001])
    func track(frames: Int) async throws {
        try await withTemporaryFolder { folder in
            let (store, clips) = try swapped(frames: frames, in: folder)
            let output = folder.appending("out")
            let assembler = TrackAssembler(store: store, output: try OutputFolder(output))
            for wanted in [[clips[0]], clips] {
                let error = await #expect(throws: TrackError.self) {
                    try await assembler.assemble(
                        clips: wanted, tags: TrackTags(title: nil, text: ""), to: "a.mp3",
                        replacing: .nothing)
                }
                #expect(
                    error
                        == .clipDamaged(
                            clips[0].hash, reason: "it is not the audio that was stored"))
            }
            #expect(files(below: output).isEmpty)
        }
    }

    @Test("are set aside, so that they are not found again, and kept")
    func setAside() async throws {
        try await withTemporaryFolder { folder in
            let (store, clips) = try swapped(frames: 50, in: folder)
            let hash = clips[0].hash
            try await store.setAside(hash)
            #expect(await store.storedClip(hash, announced: nil) == nil)
            #expect(files(below: store.folder).contains { $0.hasSuffix("/\(hash).damaged") })
            #expect(await store.storedClip(clips[1].hash, announced: nil) != nil)
            try await store.setAside(hash)
        }
    }

    @Test("make no voice track", .enabled(if: isInstalled("ffmpeg"), "ffmpeg is not installed"))
    func voiceTrack() async throws {
        try await withTemporaryFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let (_, clips) = try swapped(frames: 50, in: folder)
            let error = await #expect(throws: TrackError.self) {
                try await studio.assemble([studio.line([clips[1]], 0, to: 3)])
            }
            #expect(
                error
                    == .clipDamaged(clips[1].hash, reason: "it is not the audio that was stored"))
        }
    }

    @Test("as tracks make no audiobook, but one with other tags does")
    func audiobook() async throws {
        try await withTemporaryFolder { folder in
            let audio = [UInt8(1), 2].map { TestAudio.noise(frames: 50, seed: $0) }
            let paths = ["1.mp3", "2.mp3"].map { folder.appending($0) }
            let chapters = zip(paths, audio).map { path, audio in
                AudiobookChapter(
                    path: path, title: nil,
                    recorded: MadeFile(byteCount: audio.count, sha256: sha256(audio)),
                    duration: TestAudio.duration(frames: 50))
            }
            let output = try OutputFolder(folder.appending("out"))
            func assemble() async throws -> [StoredAudiobook] {
                try await AudiobookAssembler(output: output, workFolder: folder.appending("work"))
                    .assemble(
                        chapters, tags: AudiobookTags(title: "A book"),
                        settings: AudiobookSettings(format: .mp3), to: "book",
                        replacing: { _ in .nothing })
            }
            for (path, other) in zip(paths, audio.reversed()) { try write(other, to: path) }
            await #expect(
                throws: AudiobookError.trackDamaged(
                    paths[0].string, reason: "it is not the audio that was made")
            ) { try await assemble() }
            for (path, own) in zip(paths, audio) {
                try write(TestAudio.id3v2(byteCount: 700) + own, to: path)
            }
            let books = try await assemble()
            #expect(books.map(\.duration) == [TestAudio.duration(frames: 100)])
        }
    }
}
