import AudioFixtures
import Clips
import DurableFiles
import Foundation
import MP3
import SpeechTasks
import SystemPackage
import TestSupport
import Testing
import Tracks

@Suite(
    "A track at another volume", .timeLimit(.minutes(10)),
    .needs("ffmpeg"))
struct TrackVolumeTests {
    private typealias Made = (
        outcome: Result<StoredTrack, any Error>, bytes: [UInt8]?, samples: [Int16]
    )

    /// Makes a track of two tones with a gap.
    private func made(
        _ volume: Thousandths, kilobits: Int = 64, clipCount: Int = 2, ffmpeg: String? = nil
    ) async throws -> Made {
        try await withFolder { folder in
            let store = ClipStore(folder: folder.appending("clips"))
            try store.prepare()
            let audio = try (0..<clipCount).map {
                try TestAudio.tone(seconds: 1, number: $0, kilobits: kilobits, in: folder)
            }
            let clips = try audio.enumerated().map { try store.add($1, $0) }
            let output = folder.appending("out")
            let opened = try OutputFolder(output)
            let assembler =
                if let ffmpeg {
                    TrackAssembler(store: store, output: opened, ffmpegPath: ffmpeg)
                } else {
                    TrackAssembler(store: store, output: opened)
                }
            let outcome: Result<StoredTrack, any Error>
            do {
                outcome = .success(
                    try await assembler.assemble(
                        clips: clips, gaps: [.milliseconds(500)],
                        tags: TrackTags(title: "A title", text: ""), volume: volume, to: "a.mp3",
                        replacing: .nothing))
            } catch {
                outcome = .failure(error)
            }
            for (clip, audio) in zip(clips, audio) {
                #expect(try contents(of: store.path(of: clip.hash)) == audio)
            }
            #expect(files(below: store.folder).count == clipCount)
            let path = output.appending("a.mp3")
            guard FileManager.default.fileExists(atPath: path.string) else {
                return (outcome, nil, [])
            }
            return (outcome, try contents(of: path), try decoded(path, rateHz: 24_000))
        }
    }

    /// The square root of the energy, whatever silence stands around.
    private func loudness(_ samples: [Int16]) -> Double {
        samples.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    }

    @Test("is as many times as loud", arguments: [500, 1500, 100], [1, 2])
    func factor(thousandths: Int, clipCount: Int) async throws {
        let plain = try await made(.normal, clipCount: clipCount)
        let changed = try await made(Thousandths(thousandths), clipCount: clipCount)
        let factor = loudness(changed.samples) / loudness(plain.samples)
        // LAME turns what it encodes at low bit rates down by 5 %.
        #expect(abs(factor / (Double(thousandths) / 1000) - 0.975) < 0.04)
    }

    @Test("keeps its bit rate, its format, its length and its tag", arguments: [8, 32, 64, 160])
    func format(kilobits: Int) async throws {
        // The silence in a gap can have more bits than the clips.
        let plain = try await made(.normal, kilobits: kilobits, clipCount: 1)
        let changed = try await made(Thousandths(700), kilobits: kilobits, clipCount: 1)
        let track = try changed.outcome.get()
        let (old, new) = try (
            MP3Check(try #require(plain.bytes)), MP3Check(try #require(changed.bytes))
        )
        #expect(old.format == new.format && track.duration == new.duration)
        #expect(abs((new.duration - old.duration) / .milliseconds(1)) < 100)
        let sizes = [old, new].map { Double($0.soundRange.count) / Double($0.frameCount) }
        #expect(abs(sizes[1] / sizes[0] - 1) < 0.02)
        #expect(changed.bytes?.starts(with: "ID3".utf8) == true)
    }

    @Test("of 0 is silent, and of 2 not clipped")
    func edges() async throws {
        let silent = try await made(Thousandths(0))
        #expect(silent.bytes != nil && silent.samples.allSatisfy { abs($0) < 2 })
        let loud = try await made(Thousandths(2000))
        #expect((loud.samples.map { abs(Int($0)) }.max() ?? 0) < 32_767)
    }

    @Test("of 1 needs no tool and is a copy")
    func plain() async throws {
        let plain = try await made(.normal)
        let withoutTool = try await made(.normal, ffmpeg: "/nowhere/ffmpeg")
        #expect(plain.bytes == withoutTool.bytes && plain.bytes != nil)
    }

    @Test("that cannot be made leaves nothing behind and says why")
    func faults() async throws {
        let missing = try await made(Thousandths(500), ffmpeg: "/nowhere/ffmpeg")
        #expect(throws: ToolError.missing(tool: "ffmpeg", package: "ffmpeg")) {
            try missing.outcome.get()
        }
        #expect(missing.bytes == nil)
        let tooLoud = try await made(Thousandths(2001))
        #expect(throws: ImpossibleSetting.self) { try tooLoud.outcome.get() }
    }
}
