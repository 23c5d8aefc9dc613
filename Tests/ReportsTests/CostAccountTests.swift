import BatchPlanning
import Foundation
import Ledger
import ReportForms
import Reports
import SQLiteConnection
import SpeechTasks
import TestSupport
import Testing

/// What calls cost, by groups: whatever the groups are, they add up to the batch.
@Suite(.tags(.computing), .timeLimit(.minutes(10)))
struct CostAccountTests {
    static let groupings =
        CostGrouping.words.map(\.grouping) + [.column("actor"), .column("nobody's")]

    private static func withLedger(
        seed: UInt64, rounds: Int = 12, _ body: (LedgerReader) throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let clock = RandomLedger.TestClock()
            try await RunLedger.withLedger(
                at: folder + "/ledger.sqlite", now: { clock.now }
            ) { ledger in
                var random = RandomLedger(ledger, clock, seed: seed)
                try await random.live(rounds: rounds)
                try body(ledger.reader)
            }
        }
    }

    private static func sum(_ groups: [CostAccount.Group]) -> CallCost {
        groups.reduce(CallCost()) { $0 + $1.cost }
    }

    @Test("the groups of every grouping add up to the batch, to the fen", arguments: 1...12)
    func sums(seed: Int) async throws {
        try await Self.withLedger(seed: UInt64(seed)) { reader in
            for batch in try reader.batches() {
                let calls = try reader.calls(of: batch.batch)
                let whole = CallCost(
                    calls: calls.count, surely: calls.surelySpent, atMost: calls.atMostSpent)
                for grouping in Self.groupings {
                    let account = try CostAccount(of: [batch], by: grouping, reader: reader)
                    let service = try #require(account.services.first)
                    #expect(Self.sum(service.groups) == whole, "\(batch.name) \(grouping)")
                    #expect(service.sum.cost == whole, "\(batch.name) \(grouping)")
                    #expect(service.groups.allSatisfy { $0.cost.surely <= $0.cost.atMost })
                    #expect(service.groups.allSatisfy { $0.cost.surely >= .zero })
                }
            }
        }
    }

    @Test("batches at one service add up, those at another stand apart", arguments: 21...24)
    func allBatches(seed: Int) async throws {
        try await Self.withLedger(seed: UInt64(seed), rounds: 20) { reader in
            let batches = try reader.batches()
            for grouping in Self.groupings {
                let account = try CostAccount(of: batches, by: grouping, reader: reader)
                #expect(account.services.map(\.name) == ["api.example.com", "emulator"])
                for service in account.services {
                    let money = try batches.filter { $0.service.name == service.name }.map {
                        try reader.calls(of: $0.batch).atMostSpent
                    }
                    #expect(Self.sum(service.groups).atMost == money.reduce(.zero, +))
                }
            }
        }
    }

    @Test(
        "what is before a moment and what is after it add up to all, group by group",
        arguments: 31...34)
    func periods(seed: Int) async throws {
        try await Self.withLedger(seed: UInt64(seed)) { reader in
            let batches = try reader.batches()
            let times = try batches.compactMap { try reader.callTimes(of: $0.batch) }
            let middle = try #require(times.map { ($0.lowerBound + $0.upperBound) / 2 }.first)
            func costs(_ grouping: CostGrouping, _ period: CostPeriod) throws -> [String: CallCost]
            {
                let account = try CostAccount(
                    of: batches, by: grouping, in: period, reader: reader)
                let groups = account.services.flatMap { service in
                    service.groups.map {
                        ("\(service.name) \($0.isRest) \($0.name ?? "-")", $0.cost)
                    }
                }
                return Dictionary(groups, uniquingKeysWith: +)
            }
            for grouping in Self.groupings {
                let parts = try costs(grouping, CostPeriod(until: middle))
                    .merging(costs(grouping, CostPeriod(from: middle)), uniquingKeysWith: +)
                let all = try costs(grouping, .all)
                #expect(
                    parts.filter { !$0.value.isNothing } == all.filter { !$0.value.isNothing },
                    "\(grouping)")
            }
        }
    }

    @Test("the random ledgers hold what makes sums go wrong")
    func variety() async throws {
        var outcomes: Set<AttemptState> = []
        var questions = Money.zero
        var replaced = Money.zero
        var shared = 0
        for seed in 1...12 {
            try await Self.withLedger(seed: UInt64(seed)) { reader in
                for batch in try reader.batches() {
                    outcomes.formUnion(try reader.calls(of: batch.batch).byState.keys)
                    let rest = try reader.forEachCostedJob(of: batch.batch) { job in
                        replaced = replaced + job.replacedCost.atMost
                        shared += job.cost.calls == 0 && job.cost.atMost > .zero ? 1 : 0
                    }
                    questions = questions + rest.questions
                }
            }
        }
        #expect(outcomes.isSuperset(of: [.succeeded, .unknown, .throttled, .refused, .armed]))
        #expect(questions > .zero && replaced > .zero && shared > 20)
    }

    @Test("jobs and what is no job's add up, and the same report comes twice", arguments: 41...44)
    func jobs(seed: Int) async throws {
        try await Self.withLedger(seed: UInt64(seed)) { reader in
            for batch in try reader.batches() {
                var jobs = CallCost()
                var outputs: [String] = []
                let rest = try reader.forEachCostedJob(of: batch.batch) { job in
                    jobs = jobs + job.cost
                    outputs.append(job.job.output)
                }
                let calls = try reader.calls(of: batch.batch)
                #expect((jobs + rest.withoutJob).surely == calls.surelySpent)
                #expect(
                    (jobs + rest.withoutJob).atMost + rest.questions == calls.atMostSpent)
                #expect((jobs + rest.withoutJob).calls == calls.count)
                // Every task had a job when it was called, and keeps it when it is replaced.
                #expect(rest.withoutJob.isNothing)
                var plain: [String] = []
                try reader.forEachJob(of: batch.batch) { plain.append($0.output) }
                #expect(outputs == plain)
            }
            let batches = try reader.batches()
            let reports = try (0..<2).map { _ in
                try CostAccount(of: batches, by: .speaker, reader: reader).report(as: .json)
            }
            #expect(reports[0] == reports[1])
        }
    }

    @Test("rows that share a call share its price by their own lengths, to the thousandth")
    func packed() async throws {
        let texts = [10, 20, 1].map { String(repeating: "a", count: $0) }
        let shared = SpeechTask(
            service: .emulator, text: texts.joined(separator: "\n"), voiceID: "v")
        try await withTemporaryFolder { folder in
            try await RunLedger.withLedger(at: folder + "/ledger.sqlite") { ledger in
                let terms = BatchTerms(
                    name: "b", service: .emulator, inputs: ["/l.csv"], outputFolder: "/t")
                let batch = try ledger.plan(terms) { writer in
                    for (place, text) in texts.enumerated() {
                        try writer.add(
                            PlannedJob(
                                source: "/l.csv", line: place, output: "\(place).mp3",
                                otherColumns: #"{"actor":"\#(place % 2)"}"#,
                                characters: text.count, contentHash: shared.hash, tasks: [shared],
                                trackForm: #"{"pack":{"part":\#(place)}}"#))
                    }
                }
                let run = try ledger.beginRun(of: batch)
                var cursor = ClaimCursor()
                let claimed = try await ledger.claimTasks(run, limit: 1, cursor: &cursor)
                guard case .armed(let attempt) = try await ledger.arm(claimed[0], in: run) else {
                    Issue.record("the call was not armed")
                    return
                }
                try await ledger.settle(
                    attempt, as: .succeeded,
                    reply: AttemptReply(
                        httpStatus: 200, code: 0, requestID: "r", audioID: "a",
                        audioURL: "http://127.0.0.1/a.mp3", durationMilliseconds: 1000))
                var shares: [Int] = []
                var calls: [Int] = []
                _ = try ledger.reader.forEachCostedJob(of: batch) {
                    shares.append($0.cost.surely.thousandths)
                    calls.append($0.cost.calls)
                }
                // 50 × 10/31 = 16.1…, 50 × 30/31 = 48.3…: 16, 48 - 16, 50 - 48.
                #expect(shares == [16, 32, 2])
                #expect(calls == [1, 0, 0])
                let row = try #require(try ledger.reader.batch(named: "b"))
                let account = try CostAccount(
                    of: [row], by: .column("actor"), reader: ledger.reader)
                let groups = try #require(account.services.first?.groups)
                #expect(groups.map(\.name) == ["0", "1"])
                #expect(groups.map(\.cost.surely.thousandths) == [18, 32])
                #expect(groups.map(\.jobs) == [2, 1])
                let csv = account.report(as: .csv, currency: SecondCurrency("EUR=0.5"))
                #expect(
                    csv.split(separator: "\n").map(String.init) == [
                        "service,group,jobs,calls,characters,audio_ms,surely_spent_cny,"
                            + "surely_spent_eur_converted,at_most_spent_cny,"
                            + "at_most_spent_eur_converted,replaced_cny,replaced_eur_converted",
                        "emulator,0,2,1,11,0,0.018,0.04,0.018,0.04,0.00,0.00",
                        "emulator,1,1,0,20,0,0.032,0.06,0.032,0.06,0.00,0.00",
                    ])
            }
        }
    }
}

/// Money parted and converted.
@Suite
struct MoneyShareTests {
    @Test(
        "shares that follow one another add up, whatever the weights",
        arguments: [0, 1, 50, 999_983])
    func shares(thousandths: Int) {
        let money = Money(thousandths: thousandths)
        var random = SplitMix64(seed: UInt64(thousandths))
        for _ in 0..<200 {
            let weights = (0..<Int.random(in: 1...20, using: &random)).map { _ in
                Int.random(in: 1...1000, using: &random)
            }
            let whole = weights.reduce(0, +)
            var used = 0
            var sum = Money.zero
            for weight in weights {
                let share = money.share(of: used..<(used + weight), in: whole)
                #expect(share >= .zero)
                // Never further from its exact part than a thousandth.
                #expect(abs(share.thousandths * whole - thousandths * weight) < whole)
                sum = sum + share
                used += weight
            }
            #expect(sum == money)
        }
    }

    @Test(
        "an amount is converted to the nearest hundredth, halves away from zero",
        arguments: [
            ("EUR=7.8", 7800, "1.00"), ("EUR=7.8", 39, "0.01"), ("EUR=7.8", 38, "0.00"),
            ("usd=7.1234", 1_000_000, "140.38"), ("JPY=0.048", 50, "1.04"), ("EUR=7.8", 0, "0.00"),
        ])
    func converted(currency: String, thousandths: Int, text: String) throws {
        let currency = try #require(SecondCurrency(currency))
        #expect(currency.converted(Money(thousandths: thousandths)) == text)
    }

    @Test(
        "what is no currency with a rate is refused",
        arguments: [
            "EUR", "EUR=", "EUR=0", "EURO=7", "E1R=7", "CNY=1", "EUR=-7", "EUR=7,8",
            "EUR=7.1234567",
        ])
    func noCurrency(text: String) {
        #expect(SecondCurrency(text) == nil)
    }
}
