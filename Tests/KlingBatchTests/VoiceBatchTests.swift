import Foundation
import KlingBatch
import KlingEmulator
import Synchronization
import TestServers
import TestSupport
import Testing

/// Batches as another program makes them.
@Suite(.timeLimit(.minutes(10)))
struct VoiceBatchTests {
    /// Runs with a silent emulator and a folder of its own.
    private static func with(
        _ faults: String = "drop-after:0",
        _ body: (_ emulator: RunningEmulator, _ folder: String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            try await withSilentEmulator {
                $0.faults = try FaultShares(faults)
            } perform: { emulator in
                try await body(emulator, folder)
            }
        }
    }

    private static func batch(
        _ emulator: RunningEmulator, _ folder: String, _ jobs: [VoiceJob]
    ) -> VoiceBatch {
        batch(emulator, folder, [.jobs(jobs, named: "lines")])
    }

    private static func batch(
        _ emulator: RunningEmulator, _ folder: String, _ inputs: [BatchInput]
    ) -> VoiceBatch {
        var batch = VoiceBatch(
            "lines", of: inputs, to: folder + "/audio", ledger: folder + "/ledger.sqlite")
        batch.voice = "reader_en_m-v1"
        batch.service = ServiceSettings(baseURL: emulator.address)
        return batch
    }

    private static func files(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder + "/audio").sorted()
    }

    @Test("the article's program makes its tracks, and pays for nothing when it runs again")
    func article() async throws {
        try await Self.with { emulator, folder in
            for _ in 1...2 {
                let end = try await voiceLines(at: emulator.address, token: "t", in: folder)
                #expect(end == "3 tracks, between 0.15 and 0.15 CNY")
            }
            #expect(try emulator.bill().count == 3)
            #expect(try Self.files(in: folder) == ["engineer.mp3", "pilot.mp3", "tower.mp3"])
        }
    }

    @Test(
        "each article shows its program as it stands here",
        arguments: ["VoiceAList", "VoiceABook"])
    func articleIsCompiled(name: String) throws {
        let here = URL(fileURLWithPath: #filePath)
        let program = try String(
            contentsOf: here.deletingLastPathComponent().appending(path: name + ".swift"),
            encoding: .utf8)
        let root = here.deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let article = try String(
            contentsOf: root.appending(path: "Sources/KlingBatch/KlingBatch.docc/\(name).md"),
            encoding: .utf8)
        #expect(article.contains("```swift\n" + program + "```"))
    }

    @Test("a plan says what a run pays, and an event tells of each call and track")
    func planAndEvents() async throws {
        try await Self.with { emulator, folder in
            let jobs = (1...5).map { VoiceJob(id: "\($0)", text: "This is line \($0).") }
            let batch = Self.batch(emulator, folder, jobs)
            let plan = try await batch.plan()
            #expect(plan.callsToPay == 5)
            #expect(plan.cost == Yuan("0.25"))
            #expect(try await batch.account() == nil, "a plan left a ledger behind")

            let seen = Mutex((calls: 0, tracks: Set<String>()))
            let end = try await batch.run(for: .token("t")) { event in
                seen.withLock { seen in
                    if case .call(.succeeded, _) = event { seen.calls += 1 }
                    if case .trackMade(let output, _) = event { seen.tracks.insert(output) }
                }
            }
            #expect(end == .finished(problems: []))
            #expect(seen.withLock { $0.calls } == 5)
            #expect(seen.withLock { $0.tracks } == Set((1...5).map { "\($0).mp3" }))
            #expect(try await batch.account()?.spent == plan.cost...plan.cost)
            #expect(try await batch.plan().callsToPay == 0)
        }
    }

    @Test("a batch that is stopped before it begins sends nothing, and goes on later")
    func stop() async throws {
        try await Self.with { emulator, folder in
            let batch = Self.batch(emulator, folder, [VoiceJob(id: "a", text: "A line.")])
            let stop = RunStop()
            stop.stop()
            let stopped = try await batch.run(for: .token("t"), stop: stop)
            #expect(stopped == .interrupted)
            #expect(try emulator.bill().isEmpty)
            #expect(try await batch.account()?.jobs[.waiting] == 1)
            #expect(try await batch.run(for: .token("t")) == .finished(problems: []))
        }
    }

    @Test("a job that cannot be spoken is an error that names its place")
    func fault() async throws {
        try await Self.with { emulator, folder in
            let job = VoiceJob(id: "a", text: "A line.", speed: 9)
            let batch = Self.batch(emulator, folder, [job])
            let error = await #expect(throws: BatchError.self) { try await batch.plan() }
            #expect(error?.description.contains("memory:lines.jsonl:1:") == true)
        }
    }

    @Test("rows share calls where that is said, and a surety without shared calls is refused")
    func packs() async throws {
        try await Self.with { emulator, folder in
            let jobs = (1...4).map { VoiceJob(id: "\($0)", text: "This is line \($0).") }
            var batch = Self.batch(emulator, folder, jobs)
            let plain = try await batch.plan()
            #expect(plain.callsToPay == 4)
            batch.lists = ListVoicing(packsRows: true, packConfidence: 0)
            let packed = try await batch.plan()
            #expect(packed.callsToPay == 1)
            for lists in [
                ListVoicing(packConfidence: 0.5), ListVoicing(packsRows: true, packConfidence: 2),
            ] {
                batch.lists = lists
                await #expect(throws: BatchError.self) { try await batch.plan() }
            }
        }
    }

    @Test("a budget ends a run before the call that would pass it")
    func budget() async throws {
        try await Self.with { emulator, folder in
            let jobs = (1...4).map { VoiceJob(id: "\($0)", text: "This is line \($0).") }
            var batch = Self.batch(emulator, folder, jobs)
            batch.budget = Budget(maximum: Yuan("0.10"))
            let end = try await batch.run(for: .token("t"))
            guard case .spendingReached = end else {
                Issue.record("the run ended as \(end)")
                return
            }
            #expect(try emulator.bill().count == 2)
        }
    }

    @Test("of two lost calls for one text, a person settles one and then the other")
    func settle() async throws {
        try await Self.with("drop-after:1") { emulator, folder in
            let job = VoiceJob(id: "a", text: "A line that is lost on its way.")
            var batch = Self.batch(emulator, folder, [job])
            batch.budget = Budget(maximumUnknownSpend: Yuan("0.05"))
            _ = try await batch.run(for: .token("t"))
            let before = try #require(try await batch.account())
            #expect(before.unknownCalls.count == 2)
            #expect(
                Set(before.unknownCalls.map(\.firstWords)) == ["A line that is lost on its way."])
            #expect(before.spent == Yuan(thousandths: 0)...Yuan(thousandths: 100))

            try await batch.settle(before.unknownCalls[1], chargedAt: Yuan("0.04"))
            let between = try #require(try await batch.account())
            #expect(between.unknownCalls.map(\.number) == [before.unknownCalls[0].number])
            #expect(between.spent == Yuan(thousandths: 40)...Yuan(thousandths: 90))
            try await batch.settle(before.unknownCalls[0], chargedAt: nil)
            let after = try #require(try await batch.account())
            #expect(after.unknownCalls.isEmpty)
            #expect(after.spent == Yuan(thousandths: 40)...Yuan(thousandths: 40))
            await #expect(throws: BatchError.self) {
                try await batch.settle(before.unknownCalls[0], chargedAt: nil)
            }
        }
    }
}
