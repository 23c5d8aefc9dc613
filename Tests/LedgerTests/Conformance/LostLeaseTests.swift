import Ledger
import SpeechTasks
import Testing

/// Whoever has lost a claim can neither pay nor write.
@Suite(.timeLimit(.minutes(10)))
struct LostLeaseTests {
    private static let file = StoredFile(
        file: "a.mp3", byteCount: 10, sha256: [1], durationMilliseconds: 1000)

    @Test(
        "a claim says until when it holds, which is ten minutes",
        arguments: TestedConnection.allCases)
    func until(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A.")) { on in
            let claimed = try #require(try await on.claim().first)
            #expect(claimed.claim.until == on.clock.now + 600_000)
        }
    }

    @Test("arming renews the claim", arguments: TestedConnection.allCases)
    func armingRenews(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A.")) { on in
            let claimed = try #require(try await on.claim().first)
            on.clock.move(hours: 1)
            let attempt = try await on.arm(claimed)
            try await on.ledger.settle(attempt, as: .throttled, reply: AttemptReply())
            let other = try on.ledger.beginRun(of: on.batch)
            #expect(try await on.claim(other).isEmpty)
            on.clock.move(hours: 1)
            #expect(try await on.claim(other).count == 1)
        }
    }

    @Test(
        "giving back a lost claim leaves the task to its new holder",
        arguments: TestedConnection.allCases)
    func lateRelease(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A.")) { on in
            let late = try #require(try await on.claim().first)
            on.clock.move(hours: 1)
            let second = try on.ledger.beginRun(of: on.batch)
            #expect(try await on.claim(second).count == 1)
            try await on.ledger.release(late)
            #expect(try await on.claim().isEmpty)
        }
    }

    @Test("a lost claim does not cut the task", arguments: TestedConnection.allCases)
    func lateSplit(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A. B.")) { on in
            let late = try #require(try await on.claim().first)
            on.clock.move(hours: 1)
            _ = try await on.claim(try on.ledger.beginRun(of: on.batch))
            try await on.ledger.split(late, into: [task("A."), task("B.")])
            #expect(try on.tasks() == [.waiting: 1])
        }
    }

    @Test(
        "a download whose claim is lost neither stores nor holds; the new holder's does",
        arguments: TestedConnection.allCases)
    func lateDownload(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A.")) { on in
            try await on.pay()
            let late = try #require(try await on.ledger.claimDownloads(on.run, limit: 1).first)
            on.clock.move(hours: 1)
            let second = try on.ledger.beginRun(of: on.batch)
            let download = try #require(
                try await on.ledger.claimDownloads(second, limit: 1).first)
            #expect(late.isPaidByThisRun && !download.isPaidByThisRun)
            #expect(try await !on.ledger.record(Self.file, for: late))
            try await on.ledger.hold(late, .bad(detail: "noise"))
            #expect(try on.tasks() == [.synthesized: 1])
            #expect(try await on.ledger.record(Self.file, for: download))
            #expect(try on.tasks() == [.stored: 1])
        }
    }

    @Test(
        "a job whose claim is lost is neither done, noted, extended, held nor given back",
        arguments: TestedConnection.allCases)
    func lateTrack(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A.")) { on in
            try await on.pay()
            try await on.ledger.storeClips(on.run)
            let late = try #require(try await on.ledger.claimReadyJobs(on.run, limit: 1).first)
            on.clock.move(hours: 1)
            let second = try on.ledger.beginRun(of: on.batch)
            let job = try #require(try await on.ledger.claimReadyJobs(second, limit: 1).first)
            #expect(try await !on.ledger.record(Self.file, for: late))
            try await on.ledger.note(Self.file, of: late)
            try await on.ledger.extend(
                late, with: [task("B.")], language: nil, trackForm: "{}")
            try await on.ledger.hold(late, reason: "no tool")
            try await on.ledger.release(late, missing: [])
            #expect(try on.jobs() == [.ready: 1])
            #expect(try await on.ledger.claimReadyJobs(on.run, limit: 1).isEmpty)
            #expect(try await on.ledger.record(Self.file, for: job))
            #expect(try on.jobs() == [.done: 1])
        }
    }

    @Test(
        "renewing keeps jobs and downloads as well as calls", arguments: TestedConnection.allCases)
    func renewedAll(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A."), job("b.mp3", "B.")) { on in
            let claimed = try await on.claim(limit: 1)
            try await on.ledger.settle(
                try await on.arm(claimed[0]), as: .succeeded, reply: success)
            _ = try await on.ledger.claimDownloads(on.run, limit: 1)
            _ = try await on.claim(limit: 1)
            on.clock.move(hours: 1)
            try await on.ledger.renewClaims(on.run)
            let second = try on.ledger.beginRun(of: on.batch)
            #expect(try await on.claim(second).isEmpty)
            #expect(try await on.ledger.claimDownloads(second, limit: 9).isEmpty)
        }
    }
}
