import BatchPlanning
import BatchRun
import Foundation
import KlingEmulator
import Ledger
import Testing

/// Files that hold something else than was made; nothing is paid for again and nothing lost.
@Suite(.timeLimit(.minutes(10)))
struct OtherAudioTests {
    @Test("a clip with other audio of the same length is fetched again, and paid for once")
    func otherAudio() async throws {
        try await TestBatch.with(.lines(3)) { batch, emulator in
            try await batch.finish(at: emulator)
            let clips = batch.clips()
            let track = URL(fileURLWithPath: batch.outputFolder + "/line-1.mp3")
            let made = try Data(contentsOf: track)
            for clip in clips {
                let file = URL(fileURLWithPath: batch.clipsPath + "/" + clip)
                var bytes = try Data(contentsOf: file)
                bytes[bytes.count - 1] ^= 0x55
                try bytes.write(to: file)
            }
            for name in batch.tracks() {
                try FileManager.default.removeItem(atPath: batch.outputFolder + "/" + name)
            }
            try await batch.finish(at: emulator)
            #expect(try batch.states() == ["done": 3])
            #expect(try Data(contentsOf: track) == made)
            #expect(try emulator.bill().count == 3)
            #expect(batch.clips().count { $0.hasSuffix(".damaged") } == 3)
        }
    }

    @Test("a track whose tags a person edited stays theirs")
    func retagged() async throws {
        try await TestBatch.with(.lines(2)) { batch, emulator in
            try await batch.finish(at: emulator)
            let track = URL(fileURLWithPath: batch.outputFolder + "/line-1.mp3")
            let tag = Data("TAG".utf8) + Data(repeating: 0x41, count: 125)
            let edited = try Data(contentsOf: track) + tag
            try edited.write(to: track)
            try await batch.finish(at: emulator)
            #expect(try batch.states() == ["done": 2])
            #expect(try Data(contentsOf: track) == edited)
        }
    }

    @Test("a track that another batch made in its place holds its job and stays")
    func otherTrack() async throws {
        try await TestBatch.with(.lines(2)) { batch, emulator in
            try await batch.finish(at: emulator)
            let track = URL(fileURLWithPath: batch.outputFolder + "/line-1.mp3")
            let other = Data("another ledger's track".utf8)
            try other.write(to: track)
            try await batch.finish(at: emulator)
            #expect(try batch.states() == ["done": 1, "held": 1])
            #expect(try batch.jobs()["line-1.mp3"]?.reason?.contains("--overwrite") == true)
            #expect(try Data(contentsOf: track) == other)
            #expect(try emulator.bill().count == 2)
        }
    }

    @Test("an output folder that takes no files ends the run before the first call")
    func unwritableFolder() async throws {
        try await TestBatch.with(.lines(2)) { batch, emulator in
            await #expect(throws: (any Error).self) {
                try await batch.run(at: emulator) { $0.outputFolder = "/proc" }
            }
            let bill = try emulator.bill()
            #expect(bill.isEmpty)
        }
    }
}
