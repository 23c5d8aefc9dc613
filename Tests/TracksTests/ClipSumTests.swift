import AudioFixtures
import Clips
import DurableFiles
import Foundation
import MP3
import SystemPackage
import Testing
import Tracks

@Suite("Clips that are not what was stored", .timeLimit(.minutes(5)))
struct ClipSumTests {
    @Test("make no track with each other's words", arguments: [50, 9001])
    func track(frames: Int) async throws {
        try await withFolder { folder in
            let (store, clips) = try ClipStore.swapped(frames: frames, in: folder)
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
        try await withFolder { folder in
            let (store, clips) = try ClipStore.swapped(frames: 50, in: folder)
            let hash = clips[0].hash
            try await store.setAside(hash)
            #expect(await store.storedClip(hash, announced: nil) == nil)
            #expect(files(below: store.folder).contains { $0.hasSuffix("/\(hash).damaged") })
            #expect(await store.storedClip(clips[1].hash, announced: nil) != nil)
            try await store.setAside(hash)
        }
    }
}
