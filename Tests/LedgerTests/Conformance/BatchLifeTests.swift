import Ledger
import SpeechTasks
import Testing

/// Batches that grow, change, are renamed and forgotten, and what stays of their money.
@Suite(.timeLimit(.minutes(10)))
struct BatchLifeTests {
    private static let service = Service(name: "api.example.com")

    private func job(_ output: String, _ text: String, at service: Service) -> PlannedJob {
        let task = SpeechTask(service: service, text: text, voiceID: "v")
        return PlannedJob(
            source: "/lists/\(output).csv", line: 2, output: output,
            characters: text.unicodeScalars.count, contentHash: task.hash, tasks: [task])
    }

    private func terms(
        _ inputs: String..., name: String = "season", isNamed: Bool = true,
        service: Service = service, folder: String = "/tracks"
    ) -> BatchTerms {
        BatchTerms(
            name: name, isNamed: isNamed, service: service, inputs: inputs, outputFolder: folder)
    }

    /// Plans, pays and makes a batch.
    private func make(
        _ ledger: RunLedger, _ terms: BatchTerms, _ jobs: [PlannedJob]
    ) async throws -> BatchRow {
        let batch = try ledger.plan(terms, jobs: jobs)
        let run = try ledger.beginRun(of: batch)
        var cursor = ClaimCursor()
        for claimed in try await ledger.claimTasks(run, limit: 99, cursor: &cursor) {
            guard case .armed(let attempt) = try await ledger.arm(claimed, in: run) else {
                continue
            }
            try await ledger.settle(attempt, as: .succeeded, reply: success)
        }
        try await ledger.storeClips(run)
        try await ledger.makeTracks(run)
        try ledger.endRun(run, outcome: .finished)
        return try #require(try ledger.reader.batch(named: terms.name))
    }

    @Test(
        "inputs join a batch and leave it, and its money stays",
        arguments: TestedConnection.allCases)
    func inputs(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, _ in
            let (one, two) = (
                job("1.mp3", "A.", at: Self.service), job("2.mp3", "B.", at: Self.service)
            )
            _ = try await make(ledger, terms("/1", "/2"), [one, two])
            let three = job("3.mp3", "C.", at: Self.service)
            let change = try ledger.reader.change(by: terms("/2", "/3"))
            #expect(change.joined == ["/3"] && change.left == ["/1"])
            #expect(change.sentences.count == 2 && !change.isAfterTrial)
            let row = try await make(ledger, terms("/2", "/3"), [two, three])
            #expect(row.inputs == ["/2", "/3"])
            #expect(try ledger.reader.progress(of: row.batch).jobs == [.done: 2, .dropped: 1])
            #expect(try ledger.reader.calls(of: row.batch).surelySpent == Money("0.15"))
            #expect(try ledger.reader.change(by: terms("/2", "/3")).sentences.isEmpty)
        }
    }

    @Test(
        "a name that nobody said takes no other inputs, and another folder or service is refused",
        arguments: TestedConnection.allCases)
    func refused(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, _ in
            _ = try await make(ledger, terms("/1"), [job("1.mp3", "A.", at: Self.service)])
            let others = [
                terms("/2", isNamed: false), terms("/1", folder: "/else"),
                terms("/1", service: Service(name: "other.example.com")),
                terms("/1", service: .emulator),
            ]
            for other in others {
                #expect(throws: LedgerError.self) { try ledger.reader.change(by: other) }
                #expect(throws: LedgerError.self) {
                    try ledger.plan(other, jobs: [job("1.mp3", "A.", at: other.service)])
                }
            }
            #expect(
                try ledger.reader.change(by: terms("/1", "/2", isNamed: false)).joined == ["/2"])
            #expect(try ledger.reader.change(by: terms("/2")).joined == ["/2"])
        }
    }

    @Test(
        "a first try that made nothing claims neither name, folder, service nor tracks",
        arguments: TestedConnection.allCases)
    func firstTry(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, _ in
            let one = job("1.mp3", "A.", at: Self.service)
            _ = try ledger.plan(terms("/1"), jobs: [one])
            #expect(try ledger.reader.outputFolder(ofBatch: "season") == nil)
            let other = try await make(ledger, terms("/1", name: "other"), [one])
            #expect(try ledger.reader.tracks(in: "/tracks", ofOthersThan: "other") == [:])
            #expect(
                try ledger.reader.tracks(in: "/tracks", ofOthersThan: "season")
                    == ["1.mp3": other.name])
            #expect(throws: LedgerError.outputTaken(output: "1.mp3", batch: "other")) {
                try ledger.plan(terms("/1"), jobs: [one])
            }
            let elsewhere = terms("/9", isNamed: false, service: .emulator, folder: "/else")
            let row = try await make(ledger, elsewhere, [job("1.mp3", "A.", at: .emulator)])
            #expect(row.outputFolder == "/else" && row.service == .emulator)
            #expect(try ledger.reader.outputFolder(ofBatch: "season") == "/else")
        }
    }

    @Test(
        "after a trial at the emulator the same name calls a real service, its money counted from zero",
        arguments: TestedConnection.allCases)
    func trial(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, _ in
            let trial = terms("/1", service: .emulator, folder: "/trial")
            _ = try await make(ledger, trial, [job("1.mp3", "A.", at: .emulator)])
            #expect(try ledger.reader.change(by: terms("/1")).isAfterTrial)
            let batch = try ledger.plan(terms("/1"), jobs: [job("1.mp3", "A.", at: Self.service)])
            let money = try ledger.reader.money(of: batch)
            #expect(money.atMostSpent == .zero && money.callsToPay == 1)
            #expect(try ledger.reader.calls(of: batch).count == 0)
            let apart = try #require(try ledger.reader.batch(named: "season (emulator)"))
            #expect(apart.forgottenAt != nil && apart.service == .emulator)
            #expect(try ledger.reader.calls(of: apart.batch).surelySpent == Money("0.05"))
            #expect(try ledger.reader.runs(of: apart.batch).count == 1)
            // The service was not reached: the batch may go elsewhere, or back.
            for service in [Service(name: "another.example"), .emulator] {
                let again = terms("/1", service: service, folder: "/trial")
                #expect(try !ledger.reader.change(by: again).isAfterTrial)
                _ = try ledger.plan(again, jobs: [job("1.mp3", "A.", at: service)])
            }
            let row = try await make(ledger, terms("/1"), [job("1.mp3", "A.", at: Self.service)])
            #expect(row.service == Self.service && row.outputFolder == "/tracks")
            #expect(try ledger.reader.calls(of: batch).surelySpent == Money("0.05"))
        }
    }

    @Test(
        "a new voice keeps the money of the old one with its job, and what was saved",
        arguments: TestedConnection.allCases)
    func replaced(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, _ in
            let first = [
                job("1.mp3", "A.", at: Self.service), job("2.mp3", "A.", at: Self.service),
                job("3.mp3", "B.", at: Self.service),
            ]
            let row = try await make(ledger, terms("/1"), first)
            let before = try ledger.reader.progress(of: row.batch)
            #expect(before.paidPlaces == 3 && before.boughtTasks == 2)
            let anew = first.map { old in
                var job = old
                let task = SpeechTask(service: Self.service, text: old.tasks[0].text, voiceID: "w")
                job.contentHash = task.hash
                job.tasks = [task]
                return job
            }
            _ = try await make(ledger, terms("/1"), anew)
            let after = try ledger.reader.progress(of: row.batch)
            #expect(after.paidPlaces == 3 && after.boughtTasks == 2)
            let calls = try ledger.reader.calls(of: row.batch)
            #expect(calls.replaced.count == 2 && calls.replaced.cost == Money("0.10"))
            #expect("\(calls.replaced)" == "2 calls, 0.10 CNY")
            #expect(calls.surelySpent == Money("0.20"))
            // Each call is booked on one job.
            let booked = try ledger.reader.callsByJob(of: row.batch)
            #expect(booked == ["1.mp3": 2, "3.mp3": 2])
            // The old voice again: nothing is bought, and the other one is replaced.
            _ = try await make(ledger, terms("/1"), first)
            let again = try ledger.reader.calls(of: row.batch)
            #expect(again.replaced == calls.replaced && again.surelySpent == Money("0.20"))
            #expect(try ledger.reader.callsByJob(of: row.batch) == booked)
        }
    }

    @Test(
        "a batch that is forgotten leaves its calls and clips, and its name is free",
        arguments: TestedConnection.allCases)
    func forget(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, _ in
            let one = job("1.mp3", "A.", at: Self.service)
            let row = try await make(ledger, terms("/1"), [one])
            try ledger.forget(row, evenInDoubt: false)
            #expect(try ledger.reader.batch(named: "season") == nil)
            #expect(try ledger.reader.latestBatch() == nil)
            let forgotten = try #require(try ledger.reader.batches().first)
            #expect(forgotten.name.hasPrefix("season (forgotten "))
            #expect(try ledger.reader.calls(of: forgotten.batch).surelySpent == Money("0.05"))
            #expect(try ledger.reader.ownedFiles().isEmpty)
            let again = try ledger.plan(terms("/1"), jobs: [one])
            #expect(try ledger.reader.money(of: again).callsToPay == 0)
            // One that made no call leaves nothing.
            let other = terms("/2", name: "other", folder: "/other")
            _ = try ledger.plan(other, jobs: [job("2.mp3", "B.", at: Self.service)])
            try ledger.forget(
                try #require(try ledger.reader.batch(named: "other")), evenInDoubt: false)
            #expect(try ledger.reader.batches().count == 2)
            #expect(try ledger.reader.standing(ofClip: one.contentHash)?.isNeeded == true)
            let task = SpeechTask(service: Self.service, text: "B.", voiceID: "v")
            #expect(try ledger.reader.standing(ofClip: task.hash) == nil)
        }
    }

    @Test(
        "rows that are cut out of a paid call are known when their batch is forgotten, and nowhere else",
        arguments: TestedConnection.allCases)
    func forgetPacked(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, _ in
            let call = job("1.mp3", "A.\n\nB.", at: Self.service)
            let packed = ["1.mp3", "2.mp3"].map { output in
                var row = job(output, "\(output).", at: Self.service)
                row.tasks = call.tasks
                row.trackForm = #"{"pack":{"part":0},"version":1}"#
                return row
            }
            let alone = job("3.mp3", "C.", at: Self.service)
            func known() throws -> [TaskHash] {
                try ledger.reader.withPaidTasks(ofBatch: "season", holdsUnknown: false) { paid in
                    var hashes: [TaskHash] = []
                    try paid.forEachPackedRow { if $0.isPaid { hashes.append($0.contentHash) } }
                    return hashes
                }
            }
            let row = try await make(ledger, terms("/1"), packed + [alone])
            let before = try known()
            #expect(before == packed.map(\.contentHash))
            try ledger.forget(row, evenInDoubt: false)
            #expect(try known() == before)
            let forgotten = try #require(try ledger.reader.batches().first)
            #expect(try ledger.reader.progress(of: forgotten.batch).jobs == [:])
            #expect(try ledger.reader.inputs(of: forgotten.batch).isEmpty)
            #expect(try ledger.reader.calls(of: forgotten.batch).surelySpent == Money("0.10"))
            #expect(try ledger.reader.callsByJob(of: forgotten.batch) == ["": 2])
            #expect(try ledger.reader.ownedFiles().isEmpty)
            #expect(
                try ledger.reader.standing(ofClip: call.contentHash)?.isNeeded == false)
            // Their tracks' names are free, and so is the batch's.
            let again = try ledger.plan(terms("/1"), jobs: packed + [alone])
            #expect(try ledger.reader.money(of: again).callsToPay == 0)
            // A batch that made no call itself leaves what its rows are cut out of as well.
            try ledger.forget(
                try #require(try ledger.reader.batch(named: "season")), evenInDoubt: false)
            #expect(try ledger.reader.batch(named: "season") == nil)
            #expect(try known() == before + before)
        }
    }

    @Test(
        "a batch whose runs made no call is forgotten with what is kept of their pace",
        arguments: TestedConnection.allCases)
    func forgetWithoutCalls(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, clock in
            let batch = try ledger.plan(
                terms("/1"), jobs: [job("1.mp3", "A.", at: Self.service)])
            let run = try ledger.beginRun(of: batch)
            let minute = clock.now - clock.now % 60_000
            try await ledger.keepPace(of: run, minute: minute, limits: "{}")
            try ledger.endRun(run, outcome: .finished)
            #expect(try ledger.reader.paceMinutes(of: batch).count == 1)
            try ledger.forget(
                try #require(try ledger.reader.batch(named: "season")), evenInDoubt: false)
            #expect(try ledger.reader.batches().isEmpty)
        }
    }

    @Test(
        "a batch whose money is in doubt is not forgotten unless that is said",
        arguments: TestedConnection.allCases)
    func doubt(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, _ in
            let jobs = [
                job("1.mp3", "A.", at: Self.service), job("2.mp3", "B.", at: Self.service),
            ]
            let batch = try ledger.plan(terms("/1"), jobs: jobs)
            let run = try ledger.beginRun(of: batch)
            try await ledger.callNext(run, .unknown(waitsUntil: nil))
            #expect(try ledger.reader.unknownCalls(of: batch) == 1)
            #expect(try ledger.reader.doubts(about: batch).count == 1)
            try await ledger.callNext(run, .succeeded)
            #expect(try ledger.reader.doubts(about: batch).count >= 1)
            let row = try #require(try ledger.reader.batch(named: "season"))
            #expect(throws: LedgerError.self) { try ledger.forget(row, evenInDoubt: false) }
            #expect(try ledger.reader.batch(named: "season") != nil)
            try ledger.forget(row, evenInDoubt: true)
            let forgotten = try #require(try ledger.reader.batches().first)
            #expect(try ledger.reader.calls(of: forgotten.batch).atMostSpent == Money("0.10"))
        }
    }

    @Test(
        "a batch is renamed, moved and relocated, and what is on its way is not run",
        arguments: TestedConnection.allCases)
    func names(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, _ in
            let inputs = terms("/home/films/1.csv", folder: "/home/films/audio")
            var one = job("1.mp3", "A.", at: Self.service)
            one.source = "/home/films/1.csv"
            one.trackForm = #"{"film":"/home/films/a.mkv","version":1}"#
            let row = try await make(ledger, inputs, [one])
            try ledger.rename(row, to: "new")
            #expect(throws: LedgerError.nameTaken(name: "new")) {
                try ledger.rename(row, to: "new")
            }
            try ledger.setMoving(row.batch, to: "/else")
            var renamed = inputs
            renamed.name = "new"
            #expect(throws: LedgerError.moveUnfinished(name: "new", folder: "/else")) {
                try ledger.reader.change(by: renamed)
            }
            try ledger.setOutputFolder(row.batch, to: "/home/films/tracks")
            #expect(try ledger.relocate(from: "/home/films", to: "/mnt") == ["new"])
            #expect(try ledger.relocate(from: "/home/films", to: "/mnt") == [])
            let moved = try #require(try ledger.reader.batch(named: "new"))
            #expect(moved.outputFolder == "/mnt/tracks" && moved.inputs == ["/mnt/1.csv"])
            #expect(moved.movingTo == nil)
            var places: [String] = []
            try ledger.reader.forEachJob(of: moved.batch) { places.append($0.place) }
            #expect(places == ["/mnt/1.csv:2"])
            #expect(try ledger.reader.madeFiles(at: "/mnt/tracks/1.mp3").count == 1)
            #expect(try ledger.reader.madeFiles(at: "/mnt/other/1.mp3").isEmpty)
        }
    }

    @Test(
        "a folder that was moved is told from one of the same look by its bytes",
        arguments: TestedConnection.allCases)
    func alikeFolders(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, _ in
            // One letter é, and an e with an accent.
            let (one, two) = ("/home/\u{E9}", "/home/e\u{301}")
            for (name, folder) in [("one", one), ("two", two)] {
                let terms = terms(folder + "/1.csv", name: name, folder: folder + "/audio")
                _ = try await make(ledger, terms, [job("1.mp3", "A.", at: Self.service)])
            }
            func folder(_ name: String) throws -> [UInt8] {
                Array(try #require(try ledger.reader.batch(named: name)).outputFolder.utf8)
            }
            #expect(try ledger.relocate(from: one, to: "/mnt") == ["one"])
            #expect(try folder("one") == Array("/mnt/audio".utf8))
            #expect(try folder("two") == Array((two + "/audio").utf8))
            // A name that changes its characters alone is another one, too.
            #expect(try ledger.relocate(from: two, to: one) == ["two"])
            #expect(try folder("two") == Array((one + "/audio").utf8))
        }
    }

    @Test(
        "a clip that is removed is paid for still; the emulator's waits to be called for",
        arguments: TestedConnection.allCases)
    func removed(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, _ in
            for (service, name) in [(Self.service, "real"), (Service.emulator, "trial")] {
                let terms = terms("/1", name: name, service: service, folder: "/\(name)")
                let one = job("1.mp3", "A.", at: service)
                let row = try await make(ledger, terms, [one, job("2.mp3", "B.", at: service)])
                _ = try ledger.plan(terms, jobs: [job("2.mp3", "B.", at: service)])
                let standing = try #require(try ledger.reader.standing(ofClip: one.contentHash))
                #expect(!standing.isNeeded && standing.storedAt != nil)
                #expect(standing.isPaidFor == (name == "real"))
                let dropped = try ledger.reader.ownedFiles(of: row.batch).filter { !$0.isAskedFor }
                #expect(dropped.map(\.file) == ["1.mp3"])
                #expect(
                    try ledger.reader.clips(of: try #require(dropped.first)) == [one.contentHash])
                try ledger.noteRemoved(files: dropped)
                try ledger.noteRemoved(clips: [one.contentHash])
                #expect(try ledger.reader.ownedFiles(of: row.batch).count == 1)
                let again = try ledger.plan(terms, jobs: [one])
                let calls = try ledger.reader.money(of: again).callsToPay
                #expect(calls == (name == "real" ? 0 : 1))
            }
        }
    }

    @Test(
        "a run that is on has a pace once calls succeed, and one that ended has none",
        arguments: TestedConnection.allCases)
    func pace(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, clock in
            let jobs = (1...9).map { job("\($0).mp3", "Text \($0).", at: Self.service) }
            let batch = try ledger.plan(terms("/1"), jobs: jobs)
            let run = try ledger.beginRun(of: batch)
            for _ in 1...6 { try await ledger.callNext(run, .succeeded) }
            let now = clock.now + 60_000
            let pace = try #require(try ledger.reader.callsPerMinuteLately(of: batch, now: now))
            #expect(abs(pace - 6) < 0.01)
            try ledger.endRun(run, outcome: .finished)
            #expect(try ledger.reader.callsPerMinuteLately(of: batch, now: now) == nil)
        }
    }
}
