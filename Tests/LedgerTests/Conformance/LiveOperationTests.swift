import Ledger
import SpeechTasks
import Testing

/// What is asked again and again of a ledger while a run goes on.
@Suite(.timeLimit(.minutes(10)))
struct LiveOperationTests {
    @Test(
        "batches are summed up with their jobs and their latest run, calls and tasks by batch",
        arguments: TestedConnection.allCases)
    func sums(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, clock in
            let first = try ledger.plan(
                terms(name: "first"), jobs: [job("a.mp3", "A.", "B."), job("b.mp3", "B.")])
            _ = try ledger.plan(
                terms(name: "second", outputFolder: "/other"), jobs: [job("a.mp3", "A.")])
            let run = try ledger.beginRun(of: first)
            try await ledger.callNext(run, .succeeded)
            try await ledger.callNext(run, .refused)
            let reader = ledger.reader
            let batches = try reader.batchSummaries()
            #expect(batches.map(\.name) == ["second", "first"])
            #expect(batches.map(\.jobCount) == [1, 2])
            #expect(batches.map(\.service) == [.emulator, .emulator])
            #expect(batches[0].latestRun == nil)
            #expect(batches[1].latestRun?.startedAt == clock.now)
            #expect(batches[1].latestRun?.outcome == nil)
            #expect(batches[1].atMostSpent == (try reader.calls(of: first).atMostSpent))
            let number = batches[1].number
            #expect(try reader.batch(numbered: number)?.name == "first")
            #expect(try reader.batch(numbered: number + 7)?.name == nil)
            #expect(
                try reader.callSums()[number]?.byState == (try reader.calls(of: first).byState))
            #expect(
                try reader.callSums()[number]?.surelySpent
                    == (try reader.calls(of: first).surelySpent))
            #expect(try reader.taskSums()[number] == (try reader.progress(of: first).tasks))
        }
    }

    @Test(
        "the latest calls and tracks come first, and a track is told of to its own batch alone",
        arguments: TestedConnection.allCases)
    func latest(connection: TestedConnection) async throws {
        let long = String(repeating: "word ", count: 30)
        try await connection.withRun(job("a.mp3", "A.", title: "Title"), job("b.mp3", long)) {
            tested in
            try await tested.finish()
            let calls = try tested.reader.latestCalls(of: tested.batch, limit: 10)
            #expect(calls.map(\.state) == [.succeeded, .succeeded])
            #expect(calls.map(\.attempt) == calls.map(\.attempt).sorted(by: >))
            #expect(Set(calls.map(\.firstWords)) == ["A.", String(long.prefix(60))])
            #expect(calls.allSatisfy { $0.cost == Money("0.05") && $0.settledAt != nil })
            #expect(try tested.reader.latestCalls(of: tested.batch, limit: 1).count == 1)
            let tracks = try tested.reader.latestTracks(of: tested.batch, limit: 10)
            #expect(Set(tracks.map(\.title)) == ["Title", "b.mp3"])
            #expect(tracks.map(\.durationMilliseconds) == [1000, 1000])
            let titled = try #require(tracks.first { $0.title == "Title" })
            let number = try #require(try tested.reader.batchSummaries().first?.number)
            let place = try #require(try tested.reader.track(ofJob: titled.job, batch: number))
            #expect(place.folder == "/tracks" && place.file == "a.mp3")
            #expect(try tested.reader.track(ofJob: titled.job, batch: number + 1)?.file == nil)
            #expect(try tested.reader.track(ofJob: titled.job + 9, batch: number)?.file == nil)
        }
    }
}
