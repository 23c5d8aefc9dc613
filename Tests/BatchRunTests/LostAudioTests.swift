import BatchPlanning
import BatchRun
import Foundation
import KlingEmulator
import Ledger
import SpeechTasks
import TestServers
import Testing

/// Files that are gone or cannot be made; none of it is paid for twice without being asked for.
@Suite(.timeLimit(.minutes(10)))
struct LostAudioTests {
    @Test("audio gone from its address holds its job, until it may be paid for again")
    func expired() async throws {
        try await TestBatch.with(.lines(2)) { batch in
            try await withSilentEmulator {
                $0.faults = try FaultShares("expired:1")
            } perform: { emulator in
                try await batch.finish(at: emulator)
                #expect(try batch.states() == ["held": 2])
                let reason = try batch.jobs()["line-1.mp3"]?.reason ?? ""
                #expect(reason.contains("403"))
                #expect(reason.contains("--rebuy-expired"))
                #expect(try emulator.bill().count == 2)
            }
            try await withSilentEmulator { emulator in
                try await batch.run(at: emulator)
                #expect(try batch.states() == ["held": 2])
                #expect(try emulator.bill().isEmpty)
                try await batch.run(at: emulator) { $0.rules.rebuysExpired = true }
                #expect(try batch.states() == ["done": 2])
                #expect(try emulator.bill().count == 2)
                #expect(try batch.calls().surelySpent == Money("0.20"))
            }
        }
    }

    @Test(
        "a piece whose audio is gone holds its job by name, and the others are bought all the same")
    func expiredPiece() async throws {
        let text = (1...60).map { "This is sentence number \($0) of a story." }.joined(
            separator: " ")
        try await TestBatch.with([ListedJob(id: "story", text: text)]) {
            $0.faults = try FaultShares("expired:0.1")
            $0.seed = 5
        } perform: { batch, emulator in
            let summary = try await batch.run(at: emulator) {
                $0.calls.maximumCharacters = 100
            }
            #expect(summary.end == .finished)
            #expect(try batch.states() == ["held": 1])
            #expect(try batch.jobs()["story.mp3"]?.reason?.contains("(“This is sen") == true)
            #expect(try emulator.bill().count == summary.plan?.figures.callsToPay)
        }
    }

    @Test("retry pays again for audio that is gone only where that is asked for")
    func retryExpired() async throws {
        try await TestBatch.with(.lines(1)) { batch in
            try await withSilentEmulator {
                $0.faults = try FaultShares("expired:1")
            } perform: { emulator in
                try await batch.run(at: emulator)
                try await batch.retry(at: emulator)
                #expect(try batch.states() == ["held": 1])
                #expect(try emulator.bill().count == 1)
            }
            try await withSilentEmulator { emulator in
                try await batch.retry(at: emulator) { $0.rules.rebuysExpired = true }
                #expect(try batch.states() == ["done": 1])
                #expect(try emulator.bill().count == 1)
            }
        }
    }

    @Test("audio that stays bad holds its job, until it may be paid for once more")
    func bad() async throws {
        try await TestBatch.with(.lines(2)) { batch in
            try await withSilentEmulator {
                $0.faults = try FaultShares("bad-audio:1")
            } perform: { emulator in
                try await batch.finish(at: emulator)
                #expect(try batch.states() == ["held": 2])
                let reason = try batch.jobs()["line-1.mp3"]?.reason ?? ""
                #expect(reason.contains("bad audio"))
                #expect(reason.contains("--rebuy-bad"))
                #expect(batch.clips().isEmpty)
                #expect(try emulator.bill().count == 2)
                try await batch.run(at: emulator) { $0.rules.rebuysBad = true }
                #expect(try batch.states() == ["held": 2])
                #expect(try emulator.bill().count == 4)
            }
            try await withSilentEmulator { emulator in
                try await batch.run(at: emulator)
                #expect(try batch.states() == ["held": 2])
                #expect(try emulator.bill().isEmpty)
                try await batch.retry(at: emulator) { $0.rules.rebuysBad = true }
                #expect(try batch.states() == ["done": 2])
                #expect(try batch.calls().surelySpent == Money("0.30"))
            }
        }
    }

    @Test("a person's file in the way of a track is kept, until it may be replaced")
    func foreignFile() async throws {
        try await TestBatch.with(.lines(2)) { batch in
            let files = FileManager.default
            let path = batch.outputFolder + "/line-1.mp3"
            try files.createDirectory(
                atPath: batch.outputFolder, withIntermediateDirectories: true)
            try "my own recording".write(toFile: path, atomically: true, encoding: .utf8)
            try await withSilentEmulator { emulator in
                try await batch.finish(at: emulator)
                #expect(try batch.states() == ["done": 1, "held": 1])
                #expect(try String(contentsOfFile: path, encoding: .utf8) == "my own recording")
                let reason = try batch.jobs()["line-1.mp3"]?.reason ?? ""
                #expect(reason.contains("--overwrite"))
                try await batch.finish(at: emulator) { $0.rules.replacesFiles = true }
                #expect(try batch.states() == ["done": 2])
                #expect(try emulator.bill().count == 2)
                #expect(try await batch.faultsFound() == [])
            }
        }
    }

    @Test("a file that holds a track's very bytes is taken as the track")
    func sameBytes() async throws {
        try await TestBatch.with(.lines(2)) { batch, emulator in
            try await batch.run(at: emulator)
            let data = URL(filePath: batch.ledgerPath).deletingLastPathComponent()
            try FileManager.default.removeItem(at: data)
            try await batch.finish(at: emulator)
            #expect(try batch.states() == ["done": 2])
            #expect(try await batch.faultsFound() == [])
        }
    }

    @Test("a clip that is gone is fetched again and not paid again")
    func clipGone() async throws {
        try await TestBatch.with(.lines(3)) { batch, emulator in
            try await batch.run(at: emulator)
            let clip = try #require(batch.clips().first)
            try FileManager.default.removeItem(atPath: batch.clipsPath + "/" + clip)
            #expect(try await batch.faultsFound().count == 1)
            try await batch.finish(at: emulator)
            #expect(batch.clips().contains(clip))
            #expect(try await batch.faultsFound() == [])
            #expect(try emulator.bill().count == 3)
        }
    }

    @Test("a track that is gone is made again without a call")
    func trackGone() async throws {
        try await TestBatch.with(.lines(3)) { batch, emulator in
            try await batch.run(at: emulator)
            try FileManager.default.removeItem(atPath: batch.outputFolder + "/line-2.mp3")
            #expect(try await batch.faultsFound().count == 1)
            batch.events.clear()
            try await batch.finish(at: emulator)
            #expect(batch.events.calls.isEmpty)
            #expect(batch.tracks().count == 3)
            #expect(try await batch.faultsFound() == [])
        }
    }

    @Test("all clips and tracks gone, everything is fetched and made again without a call")
    func everythingGone() async throws {
        try await TestBatch.with(.lines(3)) { batch, emulator in
            try await batch.run(at: emulator)
            try FileManager.default.removeItem(atPath: batch.outputFolder)
            try FileManager.default.removeItem(atPath: batch.clipsPath)
            try await batch.finish(at: emulator)
            #expect(try await batch.faultsFound() == [])
            #expect(try emulator.bill().count == 3)
        }
    }

    @Test(
        "what verify finds changed is made again without paying once it is deleted",
        arguments: ["track", "clip"])
    func changedFile(kind: String) async throws {
        try await TestBatch.with(.lines(2)) { batch, emulator in
            try await batch.run(at: emulator)
            let path =
                kind == "track"
                ? batch.outputFolder + "/line-1.mp3"
                : batch.clipsPath + "/" + (try #require(batch.clips().first))
            var bytes = try Data(contentsOf: URL(filePath: path))
            for index in bytes.count / 2..<bytes.count { bytes[index] ^= 0x55 }
            try bytes.write(to: URL(filePath: path))
            #expect(try await batch.faultsFound().count == 1)
            try FileManager.default.removeItem(atPath: path)
            try await batch.finish(at: emulator)
            #expect(try await batch.faultsFound() == [])
            #expect(try emulator.bill().count == 2)
        }
    }

    @Test("no track goes through a link out of the output folder; its job is held")
    func linkOutside() async throws {
        var jobs = [ListedJob].lines(2)
        jobs[0].output = "inner/line-1.mp3"
        try await TestBatch.with(jobs) { batch in
            let outside = batch.folder + "/outside"
            let files = FileManager.default
            try files.createDirectory(atPath: outside, withIntermediateDirectories: true)
            try files.createDirectory(
                atPath: batch.outputFolder, withIntermediateDirectories: true)
            let link = batch.outputFolder + "/inner"
            try files.createSymbolicLink(atPath: link, withDestinationPath: outside)
            try await withSilentEmulator { emulator in
                try await batch.finish(at: emulator)
                #expect(try batch.states() == ["done": 1, "held": 1])
                let reason = try batch.jobs()["inner/line-1.mp3"]?.reason ?? ""
                #expect(reason.contains("symbolic link"))
                #expect(try files.contentsOfDirectory(atPath: outside) == [])

                try files.removeItem(atPath: link)
                try await batch.run(at: emulator)
                #expect(try batch.states() == ["done": 2])
                #expect(try emulator.bill().count == 2)
            }
        }
    }

    @Test("an output folder that cannot be written stops the run with a reason, nothing is lost")
    func outputIsAFile() async throws {
        try await TestBatch.with(.lines(2)) { batch in
            try "in the way".write(
                toFile: batch.outputFolder, atomically: true, encoding: .utf8)
            try await withSilentEmulator { emulator in
                await #expect(throws: (any Error).self) { try await batch.run(at: emulator) }
                try FileManager.default.removeItem(atPath: batch.outputFolder)
                try await batch.finish(at: emulator)
                #expect(try emulator.bill().count == 2)
            }
        }
    }
}
