import Foundation
import KlingBatch
import KlingEmulator
import Synchronization
import Testing

/// Batches as another program makes them.
@Suite(.timeLimit(.minutes(10)))
struct VoiceBatchTests {
    /// Runs with a silent emulator and a folder of its own.
    private static func with(
        _ body: (_ emulator: RunningEmulator, _ folder: String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/kling-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var settings = EmulatorSettings()
        settings.audioEngine = .silence
        try await withEmulator(settings) { try await body($0, folder) }
    }

    private static func settings(
        _ emulator: RunningEmulator, _ folder: String, _ jobs: [VoiceJob]
    ) -> BatchSettings {
        var settings = BatchSettings(
            name: "lines", inputs: [.jobs(jobs, named: "lines")], outputFolder: folder + "/audio",
            ledger: folder + "/ledger.sqlite")
        settings.voice = "reader_en_m-v1"
        settings.service.baseURL = emulator.address
        return settings
    }

    @Test("the article's program makes its tracks, and pays for nothing when it runs again")
    func article() async throws {
        try await Self.with { emulator, folder in
            for _ in 1...2 {
                let end = try await voiceLines(at: emulator.address, token: "t", in: folder)
                #expect(end == "3 tracks, between 0.15 and 0.15 CNY")
            }
            #expect(try emulator.bill().count == 3)
            let tracks = try FileManager.default.contentsOfDirectory(atPath: folder + "/audio")
            #expect(tracks.sorted() == ["engineer.mp3", "pilot.mp3", "tower.mp3"])
        }
    }

    @Test("the article shows the program as it stands here")
    func articleIsCompiled() throws {
        let here = URL(fileURLWithPath: #filePath)
        let program = try String(
            contentsOf: here.deletingLastPathComponent().appending(path: "VoiceAList.swift"),
            encoding: .utf8)
        let root = here.deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let article = try String(
            contentsOf: root.appending(path: "Sources/KlingBatch/KlingBatch.docc/VoiceAList.md"),
            encoding: .utf8)
        #expect(article.contains("```swift\n" + program + "```"))
    }

    @Test("a plan says what a run pays, and an event tells of each call and track")
    func planAndEvents() async throws {
        try await Self.with { emulator, folder in
            let jobs = (1...5).map { VoiceJob(id: "\($0)", text: "This is line \($0).") }
            let batch = VoiceBatch(Self.settings(emulator, folder, jobs))
            let plan = try await batch.plan()
            #expect(plan.callsToPay == 5)
            #expect(plan.cost == Yuan("0.25"))
            #expect(try await batch.account() == nil, "a plan left a ledger behind")

            let seen = Mutex((calls: 0, tracks: Set<String>()))
            let result = try await batch.run(for: ServiceAccount(token: "t")) { event in
                seen.withLock { seen in
                    if case .call(.succeeded, _) = event { seen.calls += 1 }
                    if case .trackMade(let output, _) = event { seen.tracks.insert(output) }
                }
            }
            #expect(result.end == .finished)
            #expect(seen.withLock { $0.calls } == 5)
            #expect(seen.withLock { $0.tracks } == Set((1...5).map { "\($0).mp3" }))
            #expect(result.batch?.surelySpent == plan.cost)
            #expect(try await batch.plan().callsToPay == 0)
        }
    }

    @Test("a batch that is stopped before it begins sends nothing, and goes on later")
    func stop() async throws {
        try await Self.with { emulator, folder in
            let batch = VoiceBatch(
                Self.settings(emulator, folder, [VoiceJob(id: "a", text: "A line.")]))
            let stop = RunStop()
            stop.stop()
            let stopped = try await batch.run(for: ServiceAccount(token: "t"), stop: stop)
            #expect(stopped.end == .interrupted)
            #expect(try emulator.bill().isEmpty)
            #expect(try await batch.account()?.waiting == 1)
            #expect(try await batch.run(for: ServiceAccount(token: "t")).end == .finished)
        }
    }

    @Test("a job that cannot be spoken is an error that names its place")
    func fault() async throws {
        try await Self.with { emulator, folder in
            var job = VoiceJob(id: "a", text: "A line.")
            job.speed = 9
            let batch = VoiceBatch(Self.settings(emulator, folder, [job]))
            let error = await #expect(throws: BatchError.self) { try await batch.plan() }
            #expect(error?.description.contains("memory:lines.jsonl:1:") == true)
        }
    }

    @Test("a budget ends a run before the call that would pass it")
    func budget() async throws {
        try await Self.with { emulator, folder in
            let jobs = (1...4).map { VoiceJob(id: "\($0)", text: "This is line \($0).") }
            var settings = Self.settings(emulator, folder, jobs)
            settings.budget.maximum = Yuan("0.10")
            let result = try await VoiceBatch(settings).run(for: ServiceAccount(token: "t"))
            guard case .spendingReached = result.end else {
                Issue.record("the run ended as \(result.end)")
                return
            }
            #expect(try emulator.bill().count == 2)
        }
    }
}
