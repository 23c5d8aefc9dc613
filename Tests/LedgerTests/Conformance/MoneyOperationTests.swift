import Ledger
import SpeechTasks
import Testing

/// Every way in which a call can end leaves the sums at what the rows add up to.
@Suite(.timeLimit(.minutes(10)))
struct MoneyOperationTests {
    /// An end, with the state that it makes of the call and of its task, and what it costs.
    struct Ending: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let end: AttemptEnd
        let state: AttemptState
        let task: TaskState
        let surely: Money
        let atMost: Money
    }

    static let price = Money("0.05") ?? .zero
    static let endings = [
        Ending(
            testDescription: "succeeded", end: .succeeded, state: .succeeded, task: .synthesized,
            surely: price, atMost: price),
        Ending(
            testDescription: "throttled", end: .throttled, state: .throttled, task: .waiting,
            surely: .zero, atMost: .zero),
        Ending(
            testDescription: "not sent", end: .notSent, state: .notSent, task: .waiting,
            surely: .zero, atMost: .zero),
        Ending(
            testDescription: "refused", end: .refused, state: .refused, task: .waiting,
            surely: .zero, atMost: .zero),
        Ending(
            testDescription: "refused for the task", end: .refusedTask(reason: "no"),
            state: .refused, task: .failed, surely: .zero, atMost: .zero),
        Ending(
            testDescription: "unknown", end: .unknown, state: .unknown, task: .waiting,
            surely: .zero, atMost: price),
        Ending(
            testDescription: "unreadable", end: .unreadable(reason: "odd"), state: .unknown,
            task: .held, surely: .zero, atMost: price),
    ]

    @Test("each end has its state and its cost", arguments: TestedConnection.allCases, endings)
    func ends(connection: TestedConnection, ending: Ending) async throws {
        try await connection.withRun(job("a.mp3", "A.")) { on in
            let attempt = try await on.arm(try #require(try await on.claim().first))
            #expect(try on.reader.inFlight(of: on.batch).count == 1)
            try on.checkSums()
            try await on.ledger.settle(attempt, as: ending.end, reply: AttemptReply())
            #expect(ending.end.state == ending.state)
            #expect(try on.calls() == [ending.state: 1])
            #expect(try on.tasks() == [ending.task: 1])
            let calls = try on.reader.calls(of: on.batch)
            #expect(calls.surelySpent == ending.surely)
            #expect(calls.atMostSpent == ending.atMost)
            #expect(try on.reader.inFlight(of: on.batch).count == 0)
            try on.checkSums()
        }
    }

    @Test(
        "where refusals are charged the same ends cost their price, and no longer once they are not",
        arguments: TestedConnection.allCases,
        endings.filter { [.throttled, .notSent, .refused].contains($0.state) })
    func chargedRefusals(connection: TestedConnection, ending: Ending) async throws {
        let charging = terms(chargesRefusals: true)
        try await connection.withRun(job("a.mp3", "A."), terms: charging) { on in
            let attempt = try await on.arm(try #require(try await on.claim().first))
            try await on.ledger.settle(attempt, as: ending.end, reply: AttemptReply())
            #expect(try on.reader.calls(of: on.batch).atMostSpent == Self.price)
            try on.checkSums()
            _ = try on.ledger.plan(jobs: [job("a.mp3", "A.")])
            #expect(try on.reader.calls(of: on.batch).atMostSpent == .zero)
            try on.checkSums()
            _ = try on.ledger.plan(charging, jobs: [job("a.mp3", "A.")])
            #expect(try on.reader.calls(of: on.batch).atMostSpent == Self.price)
            try on.checkSums()
        }
    }

    @Test(
        "what a bill says afterwards moves the sums with the call",
        arguments: TestedConnection.allCases)
    func billed(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A."), job("b.mp3", "B.")) { on in
            var attempts: [AttemptID] = []
            for claimed in try await on.claim() {
                let attempt = try await on.arm(claimed)
                attempts.append(attempt)
                try await on.ledger.settle(attempt, as: .unknown, reply: AttemptReply())
            }
            let changed = try await on.ledger.resolve([
                BilledOutcome(
                    attempt: attempts[0], resolution: .charged(price: Money("0.07")),
                    requestID: "bill-1"),
                BilledOutcome(attempt: attempts[1], resolution: .free),
            ])
            #expect(changed == 2)
            #expect(try on.calls() == [.succeeded: 1, .free: 1])
            #expect(try on.reader.calls(named: "bill-1").map(\.cost) == [Money("0.07")])
            try on.checkSums()
            #expect(try await on.ledger.resolve(attempts[1], as: .free, by: .person) == false)
        }
    }

    @Test(
        "a free question costs nothing, or a price where refusals are charged",
        arguments: TestedConnection.allCases)
    func questions(connection: TestedConnection) async throws {
        for charges in [false, true] {
            let terms = terms(chargesRefusals: charges)
            try await connection.withRun(job("a.mp3", "A."), terms: terms) { on in
                let asked = AskedQuestion(form: "page", about: "route")
                let question = try await on.ledger.ask(asked, of: "account", at: .emulator)
                try await on.ledger.answer(
                    question, with: AttemptReply(httpStatus: 400, requestID: "q-1"))
                try on.ledger.book([question], to: on.batch)
                try on.ledger.book([], to: on.batch)
                let calls = try on.reader.calls(of: on.batch)
                #expect(calls.questions == 1 && calls.count == 0)
                #expect(calls.questionCost == (charges ? Self.price : .zero))
                #expect(calls.atMostSpent == calls.questionCost)
                try on.checkSums()
            }
        }
    }

    @Test(
        "a second call after an unknown outcome counts as a repeat",
        arguments: TestedConnection.allCases)
    func repeats(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "A.")) { on in
            let before = try on.reader.money(of: on.batch)
            #expect(before.price == Self.price && before.callsToPay == 1)
            #expect(before.ceiling == Self.price + before.leftForUnknown)
            for _ in 1...2 {
                let claimed = try #require(try await on.claim().first)
                let attempt = try await on.arm(claimed)
                try await on.ledger.settle(attempt, as: .unknown, reply: AttemptReply())
                try await on.ledger.release(claimed)
            }
            let after = try on.reader.money(of: on.batch)
            #expect(after.leftForUnknown + Self.price == before.leftForUnknown)
            try on.checkSums()
        }
    }

    @Test(
        "the calls that a plan would pay are those that wait", arguments: TestedConnection.allCases)
    func toPay(connection: TestedConnection) async throws {
        let jobs = [job("a.mp3", "A."), job("b.mp3", "B."), job("c.mp3", "A.")]
        try await connection.withRun(jobs) { on in
            var waiting: [SpeechTask] = []
            try on.reader.forEachCallToPay(of: on.batch) { waiting.append($0) }
            #expect(Set(waiting) == [task("A."), task("B.")])
            try await on.pay()
            waiting = []
            try on.reader.forEachCallToPay(of: on.batch) { waiting.append($0) }
            #expect(waiting.isEmpty)
        }
    }

    @Test(
        "a plan counts a call for a task exactly where a run would make one",
        arguments: TestedConnection.allCases, [1, 2, 3])
    func plannedAsArmed(connection: TestedConnection, lostCalls: Int) async throws {
        try await connection.withRun(job("a.mp3", "A."), job("b.mp3", "B.")) { on in
            for _ in 1...lostCalls { try await on.ledger.callNext(on.run, .unknown) }
            #expect(try on.reader.calls(of: on.batch).byState == [.unknown: lostCalls])
            func standing(holdsUnknown: Bool = false) throws -> PaidTasks.Standing {
                try on.reader.withPaidTasks(ofBatch: "greetings", holdsUnknown: holdsUnknown) {
                    try $0.standing(of: task("A.").hash)
                }
            }
            let isCalledAgain = lostCalls < RunLedger.maximumUnknownCalls
            // Planned before the run finds out, and after.
            #expect(try standing() == (isCalledAgain ? .toPay : .ended))
            #expect(try standing(holdsUnknown: true) == .ended)
            let armed = try #require(try await on.ledger.armNext(on.run))
            #expect(armed.0.task == task("A."))
            guard case .held = armed.1 else { return #expect(isCalledAgain) }
            #expect(!isCalledAgain)
            #expect(try standing() == .ended)
        }
    }

    @Test(
        "the pieces of a task whose calls were all lost are not planned to be paid",
        arguments: TestedConnection.allCases)
    func plannedPieces(connection: TestedConnection) async throws {
        try await connection.withRun(job("a.mp3", "One. Two.")) { on in
            for _ in 1...2 { try await on.ledger.callNext(on.run, .unknown) }
            let long = try #require(try await on.claim().first)
            try await on.ledger.settle(try await on.arm(long), as: .unknown, reply: success)
            try await on.ledger.split(long, into: [task("One."), task("Two.")])
            let standings = try on.reader.withPaidTasks(
                ofBatch: "greetings", holdsUnknown: false
            ) { paid in
                try ["One.", "Two."].map { try paid.standing(of: task($0).hash) }
            }
            #expect(standings == [.ended, .ended])
            guard case .held? = try await on.ledger.armNext(on.run)?.1 else {
                return #expect(Bool(false), "a piece must not be called for")
            }
        }
    }
}
