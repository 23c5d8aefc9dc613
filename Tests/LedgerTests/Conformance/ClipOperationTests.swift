import Ledger
import SpeechTasks
import Testing

/// From audio at its address to clips.
@Suite(.timeLimit(.minutes(10)))
struct ClipOperationTests {
    private static func clip(_ name: String, sha256: [UInt8] = [1]) -> StoredFile {
        StoredFile(file: name, byteCount: 10, sha256: sha256, durationMilliseconds: 1000)
    }

    @Test(
        "a download says where the audio lies and what is spoken",
        arguments: TestedConnection.allCases)
    func claimed(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A."), job("b.mp3", "B.")) { on in
            try await on.pay()
            let downloads = try await on.ledger.claimDownloads(on.run, limit: 1)
            #expect(downloads.map(\.task) == [task("A.")])
            #expect(downloads.map(\.hash) == [task("A.").hash])
            #expect(downloads.map(\.audioURL) == ["http://127.0.0.1/a.mp3"])
            #expect(downloads.map(\.durationMilliseconds) == [1000])
            #expect(downloads.map(\.isPaidByThisRun) == [true])
            let others = try await on.ledger.claimDownloads(on.run, limit: 9)
            #expect(others.map(\.task) == [task("B.")])
        }
    }

    @Test(
        "a download that failed holds its job with the reason",
        arguments: TestedConnection.allCases)
    func held(connection: TestedConnection) async throws {
        let failures: [DownloadFailure] = [
            .expired(detail: "gone"), .bad(detail: "noise"), .failed(detail: "no way"),
        ]
        for (failure, detail) in zip(failures, ["gone", "noise", "no way"]) {
            try await connection.withRun(job("a.mp3", "A.")) { on in
                try await on.pay()
                let download = try #require(
                    try await on.ledger.claimDownloads(on.run, limit: 1).first)
                try await on.ledger.hold(download, failure)
                var reasons: [String?] = []
                try on.reader.forEachJob(of: on.batch, in: [.held]) { reasons.append($0.reason) }
                #expect(reasons == [detail])
                // Only what found no way through is tried again by itself.
                _ = try on.ledger.plan(jobs: [job("a.mp3", "A.")])
                let isOpen = try on.tasks() == [.synthesized: 1]
                if case .failed = failure { #expect(isOpen) } else { #expect(!isOpen) }
                _ = try on.ledger.reopen(on.batch)
                #expect(try on.tasks() == [.synthesized: 1])
            }
        }
    }

    @Test(
        "audio that is gone or bad is paid for again only where that is said",
        arguments: TestedConnection.allCases)
    func rebuy(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A."), job("b.mp3", "B.")) { on in
            try await on.pay()
            let downloads = try await on.ledger.claimDownloads(on.run, limit: 9)
            try await on.ledger.hold(downloads[0], .expired(detail: "gone"))
            try await on.ledger.hold(downloads[1], .bad(detail: "noise"))
            #expect(try on.ledger.rebuy(on.batch, expired: false, bad: false) == 0)
            #expect(try on.tasks() == [.held: 2])
            #expect(try on.ledger.rebuy(on.batch, expired: true, bad: false) == 1)
            #expect(try on.tasks() == [.held: 1, .waiting: 1])
            #expect(try on.ledger.rebuy(on.batch, expired: false, bad: true) == 1)
            #expect(try on.jobs() == [.waiting: 2])
        }
    }

    @Test("clips that are odd are listed with why", arguments: TestedConnection.allCases)
    func odd(connection: TestedConnection) async throws {
        let jobs = [job("a.mp3", "A."), job("b.mp3", "B."), job("c.mp3", "C.")]
        try await connection.withRun(jobs) { on in
            try await on.pay()
            let downloads = try await on.ledger.claimDownloads(on.run, limit: 9)
            try await on.ledger.record(
                Self.clip("1.mp3"), for: downloads[0], suspicion: .tooShort)
            try await on.ledger.record(
                Self.clip("2.mp3"), for: downloads[1], announcedMilliseconds: 990,
                suspicion: .sameAudio)
            try await on.ledger.record(Self.clip("3.mp3", sha256: [2]), for: downloads[2])
            let odd = try on.reader.oddClips(of: on.batch)
            #expect(odd.map(\.suspicion) == [.tooShort, .sameAudio])
            #expect(odd.map(\.file) == ["1.mp3", "2.mp3"])
            #expect(odd.map(\.output) == ["a.mp3", "b.mp3"])
            #expect(odd.map(\.firstWords) == ["A.", "B."])
            #expect(odd.map(\.characters) == [2, 2])
            let others = try on.ledger.texts(withAudio: [1], besides: task("A.").hash)
            #expect(others == ["B."])
            var files: [String] = []
            try on.reader.forEachClip(of: on.batch) { files.append($0.file) }
            #expect(files.sorted() == ["1.mp3", "2.mp3", "3.mp3"])
        }
    }

    @Test(
        "a clip found under a waiting task's name is taken, once and for no money",
        arguments: TestedConnection.allCases)
    func adopted(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A.")) { on in
            let hash = task("A.").hash
            let isTaken = try await on.ledger.adopt(Self.clip("a.mp3"), for: hash)
            #expect(isTaken)
            #expect(try on.jobs() == [.ready: 1])
            #expect(try on.calls().isEmpty)
            #expect(try await on.ledger.adopt(Self.clip("a.mp3"), for: hash) == false)
            #expect(try await on.ledger.adopt(Self.clip("b.mp3"), for: task("B.").hash) == false)
        }
    }

    @Test(
        "a clip whose file is gone is fetched again, not paid for",
        arguments: TestedConnection.allCases)
    func missing(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A."), job("b.mp3", "B.")) { on in
            try await on.finish()
            let gone = "\(task("A.").hash).mp3"
            let count = try on.ledger.reopenMissingClips(of: on.batch) { file, byteCount in
                #expect(byteCount == 10)
                return file != gone
            }
            #expect(count == 1)
            #expect(try on.tasks() == [.stored: 1, .synthesized: 1])
            try await on.ledger.forgetClip(task("B.").hash)
            #expect(try on.tasks() == [.synthesized: 2])
            #expect(try on.reader.money(of: on.batch).callsToPay == 0)
        }
    }

    @Test(
        "a plan knows what is paid, how long clips are and how a text was cut",
        arguments: TestedConnection.allCases)
    func planQuestions(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A."), job("b.mp3", "B.", "C.")) { on in
            let claimed = try await on.claim()
            try await on.ledger.settle(
                try await on.arm(claimed[0]), as: .succeeded, reply: success)
            try await on.ledger.settle(
                try await on.arm(claimed[1]), as: .refusedTask(reason: "no"),
                reply: AttemptReply())
            try await on.ledger.storeClips(on.run)
            try on.reader.withPaidTasks(ofBatch: "greetings", holdsUnknown: true) { paid in
                #expect(try paid.isPaid(task("A.")))
                #expect(try paid.isPaid(task("C.")) == false)
                #expect(try paid.standing(of: task("A.").hash) == .paid)
                #expect(try paid.standing(of: task("B.").hash) == .ended)
                #expect(try paid.standing(of: task("C.").hash) == .toPay)
                #expect(try paid.standing(of: task("D.").hash) == .toPay)
                #expect(try paid.form(of: task("A.")) == task("A."))
                #expect(try paid.clipDuration(of: task("A.").hash) == 1000)
                #expect(try paid.clipDuration(of: task("B.").hash) == nil)
                #expect(try paid.texts(spokenLike: task("X."), shortest: 1) == ["A."])
                #expect(try paid.texts(spokenLike: task("X."), shortest: 3).isEmpty)
                let cut = try paid.knownCut(characters: 5, contentHash: task("B. C.").hash)
                #expect(cut == [task("B."), task("C.")])
            }
        }
    }
}
