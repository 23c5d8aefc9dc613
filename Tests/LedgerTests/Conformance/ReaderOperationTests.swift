import Ledger
import SpeechTasks
import Testing

/// What is asked of a ledger without changing it.
@Suite(.timeLimit(.minutes(10)))
struct ReaderOperationTests {
    @Test(
        "batches are found by name, and the one that ran last",
        arguments: TestedConnection.allCases)
    func batches(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, clock in
            #expect(try ledger.reader.latestBatch()?.batch == nil)
            var wanted = terms(name: "first", inputs: ["/a b.csv", "-"], budget: Money("1.50"))
            wanted.settings = #"{"concurrency":3}"#
            let first = try ledger.plan(wanted, jobs: [job("a.mp3", "A.")])
            let second = try ledger.plan(
                terms(name: "second", outputFolder: "/other"), jobs: [job("a.mp3", "A.")])
            _ = try ledger.beginRun(of: first)
            #expect(try ledger.reader.batches().map(\.name) == ["second", "first"])
            #expect(try ledger.reader.latestBatch()?.batch == first)
            #expect(try ledger.reader.batch(named: "second")?.batch == second)
            #expect(try ledger.reader.batch(named: "third")?.batch == nil)
            let row = try #require(try ledger.reader.batch(named: "first"))
            #expect(row.inputs == ["/a b.csv", "-"] && row.outputFolder == "/tracks")
            #expect(row.service == .emulator && row.price == Money("0.05"))
            #expect(row.budget == Money("1.50") && !row.chargesRefusals)
            #expect(row.settings == wanted.settings && row.createdAt == clock.now)
            #expect(try ledger.reader.price(of: first) == Money("0.05"))
        }
    }

    @Test(
        "jobs are handed over in order, by state, and up to a limit",
        arguments: TestedConnection.allCases)
    func jobs(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, clock in
            var first = job("a.mp3", "A.", title: "Title")
            first.id = "one"
            first.otherColumns = #"{"scene":"1"}"#
            let planned = [first, job("b.mp3", "B.", "C."), job("c.mp3", "D.")]
            let batch = try ledger.plan(jobs: planned)
            _ = try ledger.plan(jobs: Array(planned.prefix(2)))
            func outputs(_ states: [JobState]? = nil, limit: Int? = nil) throws -> [String] {
                var outputs: [String] = []
                try ledger.reader.forEachJob(of: batch, in: states, limit: limit) {
                    outputs.append($0.output)
                }
                return outputs
            }
            #expect(try outputs() == ["a.mp3", "b.mp3", "c.mp3"])
            #expect(try outputs([.dropped]) == ["c.mp3"])
            #expect(try outputs([.waiting, .dropped], limit: 2) == ["a.mp3", "b.mp3"])
            #expect(try outputs([.failed]).isEmpty)
            let run = try ledger.beginRun(of: batch)
            try await TestedRun(ledger: ledger, clock: clock, batch: batch, run: run).finish()
            var rows: [JobRow] = []
            try ledger.reader.forEachJob(of: batch, in: [.done]) { rows.append($0) }
            #expect(rows.map(\.id) == ["one", nil] && rows.map(\.title) == ["Title", nil])
            #expect(rows.map(\.taskCount) == [1, 2] && rows.map(\.characters) == [2, 5])
            #expect(rows.map(\.durationMilliseconds) == [1000, 1000])
            #expect(rows.map(\.byteCount) == [10, 10] && rows.map(\.sha256) == [[1], [1]])
            #expect(rows.map(\.place) == ["greetings.csv:2", "greetings.csv:2"])
            #expect(rows[0].otherColumns == #"{"scene":"1"}"# && rows[0].reason == nil)
            #expect(rows.map(\.state) == [.done, .done])
        }
    }

    @Test(
        "times count a run until it ends, or until its last call where it was killed",
        arguments: TestedConnection.allCases)
    func times(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A.")) { on in
            #expect(try on.reader.times(of: on.batch, now: on.clock.now).isOpen)
            on.clock.move(hours: 1)
            try on.ledger.endRun(on.run, outcome: .interrupted)
            on.clock.move(hours: 1)
            let times = try on.reader.times(of: on.batch, now: on.clock.now)
            #expect(times.runCount == 1 && !times.isOpen)
            #expect(times.milliseconds == 3_600_000)
            #expect(times.audioMilliseconds == 0)
        }
    }

    @Test(
        "a run has open work until all jobs are made or wait for a person",
        arguments: TestedConnection.allCases)
    func openWork(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A.")) { on in
            #expect(try on.reader.hasOpenWork(on.run))
            try await on.pay()
            try await on.ledger.storeClips(on.run)
            #expect(try on.reader.hasOpenWork(on.run))
            try await on.ledger.makeTracks(on.run)
            #expect(try on.reader.hasOpenWork(on.run) == false)
        }
    }

    @Test(
        "calls are found by number, names, account and time", arguments: TestedConnection.allCases)
    func calls(connection: TestedConnection) async throws {
        var terms = terms()
        terms.account = "mine"
        try await connection.withRun(job("a.mp3", "A."), terms: terms) { on in
            let start = on.clock.now
            var reply = success
            reply.requestID = "req"
            reply.headerRequestID = "head"
            let attempt = try await on.arm(try #require(try await on.claim().first))
            on.clock.move(hours: 1)
            try await on.ledger.settle(attempt, as: .succeeded, reply: reply)
            let call = try #require(try on.reader.calls(named: "\(attempt.number)").first)
            #expect(call.attempt == attempt && call.batch == "greetings")
            #expect(call.state == .succeeded && call.taskState == .synthesized)
            #expect(call.armedAt == start && call.settledAt == on.clock.now)
            #expect(call.requestIDs == ["req", "head"] && call.firstWords == "A.")
            #expect(call.cost == Money("0.05") && call.surelyCost == Money("0.05"))
            #expect(call.price == Money("0.05") && call.characters == 2)
            for name in ["req", "head"] {
                #expect(try on.reader.calls(named: name).map(\.number) == [call.number])
            }
            #expect(try on.reader.calls(named: "other").isEmpty)
            #expect(try on.reader.calls(at: .emulator, account: "mine").count == 1)
            #expect(try on.reader.calls(at: .emulator, account: "theirs").isEmpty)
            #expect(try on.reader.calls(at: .emulator, time: start...start).count == 1)
            #expect(try on.reader.calls(at: .emulator, time: 0...(start - 1)).isEmpty)
        }
    }

    @Test(
        "what an account was found to take is kept part by part",
        arguments: TestedConnection.allCases)
    func learned(connection: TestedConnection) async throws {
        try await connection.withLedger { ledger, clock in
            func known(_ account: String?) throws -> LearnedAccount {
                try ledger.reader.learned(of: account, at: .emulator)
            }
            #expect(try known("mine") == LearnedAccount())
            let first = LearnedAccount(
                ratePerSecond: 2.5, atOnce: 4, form: "page", path: "/v2")
            try await ledger.learn(first, of: "mine", at: .emulator)
            #expect(try known("mine") == first)
            let limit = TextLimit(characters: 600, bytes: 1000)
            try await ledger.learn(LearnedAccount(textLimit: limit), of: "mine", at: .emulator)
            #expect(try known("mine").textLimit == limit)
            #expect(try known("mine").ratePerSecond == 2.5)
            #expect(try known("mine").path == "/v2")
            let limits = #"{"atOnce":4,"window":{"calls":30,"seconds":60}}"#
            try await ledger.learn(LearnedAccount(limits: limits), of: "mine", at: .emulator)
            #expect(try known("mine").limits == limits)
            #expect(try known("mine").atOnce == 4)
            try await ledger.learn(LearnedAccount(form: "kling"), of: "mine", at: .emulator)
            #expect(try known("mine").form == "kling")
            #expect(try known("mine").limits == limits)
            #expect(try known("mine").path == nil)
            clock.move(hours: 1)
            try await ledger.learn(LearnedAccount(atOnce: 9), of: "theirs", at: .emulator)
            #expect(try known(nil).atOnce == 9)
        }
    }

    @Test(
        "a task waits for its callback no longer than was asked for",
        arguments: TestedConnection.allCases)
    func callbacks(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A.")) { on in
            #expect(try await on.ledger.nextCallAfterCallback(on.run) == nil)
            let attempt = try await on.arm(try #require(try await on.claim().first))
            let until = on.clock.now + 60_000
            let lost = AttemptEnd.unknown(waitsUntil: until)
            try await on.ledger.settle(attempt, as: lost, reply: AttemptReply())
            #expect(try await on.ledger.nextCallAfterCallback(on.run) == until)
            #expect(try await on.claim().isEmpty)
            on.clock.move(hours: 1)
            #expect(try await on.claim().count == 1)
            #expect(try await on.ledger.waitForCallbacks(on.run, milliseconds: 1000) == 0)
        }
    }
}
