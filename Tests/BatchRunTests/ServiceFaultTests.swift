import BatchPlanning
import BatchRun
import Foundation
import KlingEmulator
import Ledger
import SpeechTasks
import TestServers
import TestSupport
import Testing

/// What a service does wrong that costs money: few calls show it, and the run ends or goes on.
@Suite(.timeLimit(.minutes(10)), .tags(.timing))
struct ServiceFaultTests {
    @Test("clips whose ledger is gone are taken, and nothing is paid again")
    func clipsWithoutRows() async throws {
        try await TestBatch.with(.lines(12)) { batch, emulator in
            try await batch.finish(at: emulator)
            for ending in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: batch.ledgerPath + ending)
            }
            #expect(try await batch.plan(at: emulator).figures.callsToPay == 0)
            try await batch.finish(at: emulator)
            #expect(try batch.states() == ["done": 12])
            #expect(try emulator.bill().count == 12)
            #expect(try batch.calls().count == 0)
        }
    }

    @Test(
        "a success that cannot be read ends the run after the first, keeps it, and is not called again",
        arguments: [
            "data-null", "data-number", "no-address", "other-form", "html-200", "empty-200",
        ])
    func unreadable(fault: String) async throws {
        try await TestBatch.with(.lines(40)) { batch in
            try await withSilentEmulator {
                $0.faults = try FaultShares("\(fault):1")
            } perform: { emulator in
                let reason = try #require(try await batch.run(at: emulator).end.stopReason)
                #expect(reason.contains("cannot be read"))
                let first = try emulator.bill().count
                #expect((1...3).contains(first))
                try batch.expectBillWithinBounds(try emulator.bill())
                #expect(try batch.states()["held"] == first)
            }
            try await withSilentEmulator { emulator in
                try await batch.run(at: emulator)
                #expect(try batch.states()["done"] == 40 - (try batch.states()["held"] ?? 0))
                try await batch.retry(at: emulator)
                #expect(try batch.states() == ["done": 40])
            }
        }
    }

    @Test(
        "audio that is whole is kept whatever length was announced",
        arguments: ["seconds-for-ms", "zero-duration", "wrong-duration"])
    func announcedOtherwise(fault: String) async throws {
        try await TestBatch.with(.lines(12)) {
            $0.faults = try FaultShares("\(fault):1")
        } perform: { batch, emulator in
            try await batch.finish(at: emulator)
            #expect(try batch.states() == ["done": 12])
            #expect(try emulator.bill().count == 12)
            #expect(try await batch.faultsFound() == [])
        }
    }

    @Test(
        "three paid results in a row that nobody can use end the run",
        arguments: ["bad-audio", "expired", "same-audio"])
    func useless(fault: String) async throws {
        let words = ["apples", "windows", "mountains", "telephones", "umbrellas"]
        let jobs = (0..<60).map { index in
            let word = words[index % words.count]
            return ListedJob(
                id: "line-\(index)",
                text: String(repeating: word + " and ", count: index + 4) + "nothing else.")
        }
        try await TestBatch.with(jobs) {
            $0.faults = try FaultShares("\(fault):1")
        } perform: { batch, emulator in
            let reason = try #require(try await batch.run(at: emulator).end.stopReason)
            #expect(reason.contains("3 paid calls in a row"))
            #expect(try emulator.bill().count <= 8)
            try batch.expectBillWithinBounds(try emulator.bill())
        }
    }

    @Test("a service that cuts long texts is found out, and shorter ones are planned")
    func truncation() async throws {
        let sentence = "This is a sentence of a long text that is to be spoken to its end. "
        let jobs = (0..<14).map { index in
            ListedJob(
                id: "text-\(index)",
                text: "Text \(index). " + String(repeating: sentence, count: index < 2 ? 6 : 60))
        }
        try await TestBatch.with(jobs) {
            $0.truncatesAbove = 500
        } perform: { batch, emulator in
            let reason = try #require(try await batch.run(at: emulator).end.stopReason)
            #expect(reason.contains("far too short"))
            #expect(try emulator.bill().count <= 12)
            let limit = try #require(try batch.learned().textLimit?.characters)
            #expect((400...500).contains(limit))
        }
    }

    @Test("an outage is probed with one call at a time, each with a text that has failed least")
    func outage() async throws {
        try await TestBatch.with(.lines(30)) {
            $0.outage = try Outage("0-6")
        } perform: { batch, emulator in
            try await batch.finish(at: emulator)
            // Three texts at most are begun before a result is good, and those alone can use up
            // their calls.
            let (done, held) = (try batch.states()["done", default: 0], try batch.states()["held"])
            #expect(done + (held ?? 0) == 30 && done >= 27)
            #expect(try emulator.bill().count == done)
            let calls = try batch.calls()
            #expect(calls.byState[.unknown, default: 0] <= 16)
            try batch.expectBillWithinBounds(try emulator.bill())
        }
    }

    @Test("settings of a batch that lack a key, or have one too many, keep the others")
    func settingsOfOtherVersions() throws {
        let json = #"{"baseURL":"https://example.com","concurrency":3,"fromTheFuture":true}"#
        let settings = try JSONDecoder().decode(CallSettings.self, from: Data(json.utf8))
        #expect(settings.baseURL == "https://example.com")
        #expect(settings.concurrency == 3)
        #expect(settings.downloads == CallSettings().downloads)
    }
}
