import BatchPlanning
import BatchRun
import KlingEmulator
import Ledger
import SQLiteConnection
import SpeechTasks
import TestServers
import TestSupport
import Testing

/// A service that takes shorter texts than it was planned for: no run pays more than its plan said.
@Suite(.timeLimit(.minutes(10)), .tags(.computing))
struct ServicePromiseTests {
    private static func english(_ name: String) -> String {
        (1...60).map { "In the \(name), this is sentence number \($0)." }.joined(separator: " ")
    }
    private static let chinese = (1...100).map { "这是故事里的第\($0)句话，说给大家听。" }.joined()

    private static let books = [
        ListedJob(id: "first", text: english("story")),
        ListedJob(id: "second", text: english("tale")),
        ListedJob(id: "third", text: chinese),
    ]

    @Test(
        "a service that takes shorter texts from its second call on is paid no more than planned",
        arguments: [1, 8])
    func lateLimit(concurrency: Int) async throws {
        try await TestBatch.with(Self.books) {
            $0.lateLimit = LateLimit(fromCall: 2, maximumBytes: 1000)
        } perform: { batch, emulator in
            let promised = try await batch.plan(at: emulator).cost
            #expect(promised == Money("0.15"))
            let first = try await batch.run(at: emulator) {
                $0.calls.concurrency = concurrency
            }
            let now = try expectPlanReached(first.end, was: promised)
            #expect(try batch.calls().atMostSpent <= promised)
            #expect(try emulator.bill().count == 1)
            try batch.expectBillWithinBounds(try emulator.bill())

            try await batch.finish(at: emulator)
            #expect(try batch.states() == ["done": 3])
            let bill = try emulator.bill()
            let cost = bill.count * Money.documentedCallPrice
            // A call in flight when the limit was learned might have been refused as well.
            #expect(concurrency == 1 ? cost == now : cost <= now)
            #expect(Set(texts(of: bill)).count == bill.count)
            #expect(try batch.calls().surelySpent == cost)
            #expect(try batch.calls().atMostSpent == cost)
        }
    }

    @Test(
        "a limit that sinks again and again ends each run at its own plan, until all is made",
        arguments: [1, 8])
    func sinkingLimit(concurrency: Int) async throws {
        try await TestBatch.with(Self.books) { batch in
            var spent = Money.zero
            var charged: [BillEntry] = []
            for limit in [1500, 700, 300] {
                try await withSilentEmulator {
                    $0.lateLimit = LateLimit(fromCall: 2, maximumBytes: limit)
                } perform: { emulator in
                    let promised = spent + (try await batch.plan(at: emulator).cost)
                    let run = try await batch.run(at: emulator) {
                        $0.calls.concurrency = concurrency
                    }
                    #expect(run.end.isSpendingReached)
                    charged += try emulator.bill()
                    try batch.expectBillWithinBounds(charged)
                    spent = try batch.calls().atMostSpent
                    #expect(spent <= promised)
                }
            }
            try await withSilentEmulator { emulator in
                try await batch.finish(at: emulator)
                charged += try emulator.bill()
                #expect(Set(texts(of: charged)).count == charged.count)
                #expect(try batch.calls().atMostSpent == charged.count * .documentedCallPrice)
            }
        }
    }

    @Test("a page that has become a gateway is planned anew, and paid at the new price when told")
    func fromPageToGateway() async throws {
        try await TestBatch.with(Self.books) { batch in
            try await knowPage(batch)
            try await withSilentEmulator {
                $0.form = .gateway
            } perform: { emulator in
                let promised = try await batch.plan(at: emulator).cost
                #expect(promised == Money("0.15"))
                let first = try await batch.run(at: emulator)
                let now = try expectPlanReached(first.end, was: promised)
                #expect(try emulator.bill().isEmpty)
                #expect(try batch.calls().atMostSpent == .zero)
                #expect(try batch.learned().form == "gateway")

                #expect(try await batch.plan(at: emulator).cost == now)
                try await batch.finish(at: emulator)
                #expect(try batch.states() == ["done": 3])
                let bill = try emulator.bill()
                #expect(bill.count * Money.documentedCallPrice == now)
                #expect(try batch.calls().atMostSpent == now)
                #expect(try batch.calls().surelySpent == now)
            }
        }
    }

    @Test("a page that has become a gateway costs no second command where nothing becomes dearer")
    func fromPageToGatewayWithShortTexts() async throws {
        try await TestBatch.with(.lines(3)) { batch in
            try await knowPage(batch)
            try await withSilentEmulator {
                $0.form = .gateway
            } perform: { emulator in
                try await batch.finish(at: emulator)
                #expect(try batch.states() == ["done": 3])
                #expect(try emulator.bill().count == 3)
                #expect(try batch.calls().atMostSpent == Money("0.15"))
            }
        }
    }

    /// The account was found to speak the page's form.
    private func knowPage(_ batch: TestBatch) async throws {
        try await RunLedger.withLedger(at: batch.ledgerPath) { ledger in
            try await ledger.learn(
                LearnedAccount(form: "page"), of: batch.account.name, at: .emulator)
        }
    }

    /// The run ended since what is left became dearer than its plan, and says both sums.
    ///
    /// - Returns: what the batch comes to now.
    private func expectPlanReached(
        _ end: RunEnd, was promised: Money, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Money {
        guard case .spendingReached(.plan(let was, let now, let why, let hasBudget)) = end else {
            throw Unexpected(end: end)
        }
        #expect(was == promised, sourceLocation: sourceLocation)
        #expect(now > was, sourceLocation: sourceLocation)
        let limit = SpendingLimit.plan(was: was, now: now, why: why, hasBudget: hasBudget)
        let sentence = "\(limit)"
        #expect(sentence.contains("; --budget sets") == !hasBudget, sourceLocation: sourceLocation)
        #expect(sentence.contains("\(was) CNY"), sourceLocation: sourceLocation)
        #expect(sentence.contains("\(now) CNY"), sourceLocation: sourceLocation)
        return now
    }

    private struct Unexpected: Error {
        let end: RunEnd
    }
}
