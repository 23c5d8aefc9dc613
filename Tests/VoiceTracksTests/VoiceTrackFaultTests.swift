import AudioFixtures
import Clips
import DurableFiles
import Foundation
import SystemPackage
import TestSupport
import Testing
import Tracks
import VoiceTracks

@Suite("A voice track that cannot be made", .timeLimit(.minutes(5)))
struct VoiceTrackFaultTests {
    private func failure(
        clip: [UInt8]? = TestAudio.silence(frames: 50), ffmpeg script: String?,
        settings: VoiceTrackSettings = .init(), name: String = "voice"
    ) async throws -> (any Error)? {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let hash = TestAudio.hash(1)
            if let clip { try write(clip, to: studio.store.path(of: hash)) }
            let stored = ClipInTrack(hash: hash, sha256: sha256(clip ?? []))
            let path = try script.map { try tool(in: folder, $0) } ?? "/nowhere/ffmpeg"
            let error = await #expect(throws: (any Error).self) {
                try await studio.assemble(
                    [studio.line([stored], 0, to: 3)], settings: settings, name: name,
                    ffmpeg: path)
            }
            #expect(files(below: studio.output).isEmpty && files(below: studio.work).isEmpty)
            return error
        }
    }

    @Test("without ffmpeg names the package")
    func noTool() async throws {
        let error = try await failure(ffmpeg: nil) as? ToolError
        #expect(error == .missing(tool: "ffmpeg", package: "ffmpeg"))
    }

    @Test("tells in one line why the tool failed")
    func toolFails() async throws {
        let error = try await failure(ffmpeg: "echo 'No space left on device' >&2; exit 1")
        #expect(
            error as? ToolError == .failed(tool: "ffmpeg", reason: "No space left on device"))
    }

    @Test("is not made when the tool writes nothing and reports success")
    func toolLies() async throws {
        #expect(try await failure(ffmpeg: "exit 0") is any MakingError)
    }

    @Test("without its clip, or with a damaged one, names it")
    func clips() async throws {
        let lost = try await failure(clip: nil, ffmpeg: "exit 0")
        #expect(lost as? TrackError == .clipLost(TestAudio.hash(1)))
        let error = try await failure(clip: Array("<html>".utf8), ffmpeg: "exit 0")
        guard case TrackError.clipDamaged? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("says which setting is not possible")
    func settings() async throws {
        let error = try await failure(ffmpeg: "exit 0", settings: .init(maximumStretch: 3))
        #expect("\(try #require(error))" == "a stretch of 3.0 is not possible: it is 1 to 2")
    }

    @Test("has no name outside of its folder")
    func name() async throws {
        let error = try await failure(ffmpeg: "exit 0", name: "../voice")
        guard case FileError.unsafeName? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("that is cancelled leaves nothing behind")
    func cancelled() async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let clip = try studio.store.add(TestAudio.silence(frames: 50), 1)
            let started = folder.appending("started")
            let script = try tool(in: folder, ": > '\(started)'; exec sleep 60")
            let task = Task {
                try await studio.assemble([studio.line([clip], 0, to: 3)], ffmpeg: script)
            }
            while !FileManager.default.fileExists(atPath: started.string) { await Task.yield() }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(files(below: studio.output).isEmpty && files(below: studio.work).isEmpty)
        }
    }

    @Test("of clips that are not what was stored names them", .needs("ffmpeg"))
    func otherClips() async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let (_, clips) = try ClipStore.swapped(frames: 50, in: folder)
            let error = await #expect(throws: TrackError.self) {
                try await studio.assemble([studio.line([clips[1]], 0, to: 3)])
            }
            #expect(
                error
                    == .clipDamaged(clips[1].hash, reason: "it is not the audio that was stored"))
        }
    }
}
