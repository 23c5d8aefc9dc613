import Ledger
import SQLiteConnection
import SpeechTasks
import TestSupport
import Testing

/// A word that a later version wrote is said, and nothing crashes.
@Suite(.timeLimit(.minutes(10)))
struct UnknownWordTests {
    /// Reads a ledger in which a column was changed by somebody else.
    private func problem(
        _ change: String, _ body: (RunLedger, BatchID) async throws -> Void
    ) async throws -> String {
        var said = "nothing"
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            try await RunLedger.withLedger(at: path) { ledger in
                let batch = try ledger.plan(jobs: [job("a.mp3", "A.")])
                let run = try ledger.beginRun(of: batch)
                try await ledger.callNext(run, .succeeded)
                try await ledger.storeClips(run)
            }
            try shell(
                "sqlite3 '\(path)' \"PRAGMA ignore_check_constraints = 1; \(change)\"")
            try await RunLedger.withLedger(at: path) { ledger in
                let batch = try #require(try ledger.reader.latestBatch()).batch
                do {
                    try await body(ledger, batch)
                } catch let error as LedgerError {
                    said = "\(error)"
                }
            }
        }
        return said
    }

    @Test("a job's kind")
    func kind() async throws {
        let said = try await problem("UPDATE job SET kind = 'opera'") { ledger, batch in
            _ = try await ledger.claimReadyJobs(try ledger.beginRun(of: batch), limit: 1)
        }
        #expect(said.contains("“opera” as the kind of a job"))
        #expect(said.contains("Update kling-batch"))
    }

    @Test("a job's state")
    func jobState() async throws {
        let said = try await problem("UPDATE job SET state = 'archived'") { ledger, batch in
            _ = try ledger.reader.progress(of: batch)
        }
        #expect(said.contains("“archived” as the state of a job"))
    }

    @Test("a task's state, and why it is held")
    func taskState() async throws {
        for (change, words) in [
            ("state = 'lent'", "“lent” as the state of a task"),
            ("reason = 'strike'", "“strike” as why a task is held"),
        ] {
            let said = try await problem("UPDATE task SET \(change)") { ledger, _ in
                try ledger.reader.withPaidTasks(ofBatch: "greetings", holdsUnknown: false) {
                    _ = try $0.standing(of: task("A.").hash)
                }
            }
            #expect(said.contains(words))
        }
    }

    @Test("a call's state")
    func attemptState() async throws {
        let said = try await problem("UPDATE attempt SET state = 'lost'") { ledger, batch in
            _ = try ledger.reader.calls(of: batch)
        }
        #expect(said.contains("“lost” as the state of a call"))
    }

    @Test("what is odd about a clip")
    func suspicion() async throws {
        let said = try await problem("UPDATE clip SET suspicion = 'hum'") { ledger, batch in
            _ = try ledger.reader.oddClips(of: batch)
        }
        #expect(said.contains("“hum” as what is odd about a clip"))
    }

    @Test("the words that are stored are those of all versions")
    func words() {
        #expect(
            JobState.allCases.map(\.rawValue)
                == ["waiting", "ready", "done", "failed", "held", "dropped"])
        #expect(
            TaskState.allCases.map(\.rawValue)
                == ["waiting", "synthesized", "stored", "failed", "held", "split"])
        #expect(
            AttemptState.allCases.map(\.rawValue)
                == [
                    "armed", "succeeded", "throttled", "notSent", "refused", "unknown", "free",
                    "writtenOff",
                ])
        #expect(JobKind.allCases.map(\.rawValue) == ["row", "chapter", "subtitles"])
        #expect(
            HoldReason.allCases.map(\.rawValue)
                == ["unknown", "unreadable", "expired", "bad audio", "download"])
        #expect(ClipSuspicion.allCases.map(\.rawValue) == ["too short", "same audio"])
        #expect(
            OutcomeSource.allCases.map(\.rawValue)
                == ["reply", "restart", "callback", "bill", "person"])
        #expect(
            RunOutcome.allCases.map(\.rawValue)
                == ["finished", "budget", "stopped", "interrupted", "error", "killed"])
    }
}
