import Ledger
import SpeechTasks
import Testing

@Suite(.timeLimit(.minutes(10)))
struct PlanTests {
    /// Runs a batch of jobs to its end.
    private func finish(_ ledger: RunLedger, _ jobs: [PlannedJob]) async throws -> BatchID {
        let batch = try ledger.plan(jobs: jobs)
        let run = try ledger.beginRun(of: batch)
        while try ledger.reader.progress(of: batch).tasksToCall > 0 {
            try await ledger.callNext(run, .succeeded)
        }
        try await ledger.storeClips(run)
        try await ledger.makeTracks(run)
        return batch
    }

    @Test("reordering, renaming and adding rows pays only for new text")
    func contentCounts() async throws {
        try await withLedger { ledger in
            let batch = try await finish(ledger, [job("a.mp3", "A."), job("b.mp3", "B.")])
            _ = try ledger.plan(jobs: [
                job("new.mp3", "C."), job("renamed.mp3", "B."), job("a.mp3", "A."),
            ])
            let progress = try ledger.reader.progress(of: batch)
            #expect(progress.tasksToCall == 1)
            #expect(progress.jobs == [.done: 1, .waiting: 1, .ready: 1, .dropped: 1])
        }
    }

    @Test("a changed title makes a new track from the same clip")
    func titleMakesNewTrack() async throws {
        try await withLedger { ledger in
            let batch = try await finish(ledger, [job("a.mp3", "A.", title: "Old")])
            _ = try ledger.plan(jobs: [job("a.mp3", "A.", title: "New")])
            let progress = try ledger.reader.progress(of: batch)
            #expect(progress.jobs == [.ready: 1])
            #expect(progress.tasksToCall == 0)
        }
    }

    @Test("the same text in two jobs is one task and one call")
    func equalTasksAreOne() async throws {
        try await withLedger { ledger in
            let batch = try await finish(ledger, [job("a.mp3", "A."), job("b.mp3", "A.")])
            #expect(try ledger.reader.calls(of: batch).count == 1)
            #expect(try ledger.reader.progress(of: batch).jobs == [.done: 2])
        }
    }

    @Test("a clip paid for in one batch is not paid for in another")
    func clipsAreShared() async throws {
        try await withLedger { ledger in
            _ = try await finish(ledger, [job("a.mp3", "A.")])
            let other = try ledger.plan(terms(name: "other"), jobs: [job("x.mp3", "A.")])
            #expect(try ledger.reader.progress(of: other).jobs == [.ready: 1])
        }
    }

    @Test("other inputs under a name nobody said, and another folder, are refused with the way out")
    func batchIdentity() async throws {
        try await withLedger { ledger in
            _ = try await finish(ledger, [job("a.mp3", "A.")])
            var unsaid = terms(inputs: ["/lists/other.csv"])
            unsaid.isNamed = false
            for changed in [unsaid, terms(outputFolder: "/elsewhere")] {
                let error = #expect(throws: LedgerError.self) {
                    _ = try ledger.plan(changed, jobs: [job("a.mp3", "A.")])
                }
                #expect("\(try #require(error))".contains("--batch"))
            }
        }
    }

    @Test("a plan that fails leaves the ledger as it was")
    func planIsAtomic() async throws {
        struct Fault: Error {}
        try await withLedger { ledger in
            let batch = try ledger.plan(jobs: [job("a.mp3", "A.")])
            #expect(throws: Fault.self) {
                _ = try ledger.plan(terms()) { writer in
                    try writer.add(job("b.mp3", "B."))
                    throw Fault()
                }
            }
            #expect(try ledger.reader.progress(of: batch).jobs == [.waiting: 1])
        }
    }

    @Test("a text that was cut before keeps the cut that is paid for")
    func knownCut() async throws {
        try await withLedger { ledger in
            _ = try await finish(ledger, [job("a.mp3", "One.", "Two.")])
            let whole = task("One. Two.")
            let cut = try ledger.reader.withPaidTasks(ofBatch: "greetings", holdsUnknown: false) {
                paid in
                try paid.knownCut(characters: 9, contentHash: whole.hash)
            }
            #expect(cut?.map(\.text) == ["One.", "Two."])
        }
    }

    @Test("tasks are claimed in the batch's order, each once")
    func claimOrder() async throws {
        try await withLedger { ledger in
            let jobs = (1...7).map { job("\($0).mp3", "Text \($0).") }
            let run = try ledger.beginRun(of: try ledger.plan(jobs: jobs))
            var cursor = ClaimCursor()
            var texts: [String] = []
            while true {
                let page = try await ledger.claimTasks(run, limit: 3, cursor: &cursor)
                if page.isEmpty { break }
                texts += page.map(\.task.text)
            }
            #expect(texts == (1...7).map { "Text \($0)." })
        }
    }

    @Test("a split task's pieces take its place in every job")
    func splitReplaces() async throws {
        try await withLedger { ledger in
            let batch = try ledger.plan(jobs: [
                job("a.mp3", "Start.", "One. Two."), job("b.mp3", "One. Two."),
            ])
            let run = try ledger.beginRun(of: batch)
            var cursor = ClaimCursor()
            let claimed = try await ledger.claimTasks(run, limit: 9, cursor: &cursor)
            let long = try #require(claimed.first { $0.task.text == "One. Two." })
            try await ledger.split(long, into: [task("One."), task("Two.")])
            for other in claimed where other.task.text == "Start." {
                try await ledger.release(other)
            }
            while try ledger.reader.progress(of: batch).tasksToCall > 0 {
                try await ledger.callNext(run, .succeeded)
            }
            try await ledger.storeClips(run)
            let ready = try await ledger.claimReadyJobs(run, limit: 9)
            let clips = ready.map { $0.clips.map(\.hash) }.sorted { $0.count > $1.count }
            let pieces = [task("One.").hash, task("Two.").hash]
            #expect(clips == [[task("Start.").hash] + pieces, pieces])
        }
    }
}
