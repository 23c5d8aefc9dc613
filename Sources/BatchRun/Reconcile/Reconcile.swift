package import BatchPlanning
import Foundation
import HTTPSupport
import KlingAPI
import Ledger
import Ledgers
import SpeechTasks
import Texts

/// Compares the calls of an account with its bill, one to one.
///
/// Nothing is written unless the settings say so; then all that was found goes into the ledger in one
/// commit, under its lock.
///
/// - Throws: ``BatchRunError`` and `LedgerError`.
package func reconcile(
    _ settings: ReconcileSettings, account: Account
) async throws -> Reconciliation {
    let missing = BatchRunError.badBill("There is no ledger at \(settings.ledgerPath).")
    guard settings.settles else {
        guard let reader = try LedgerReader(in: settings.ledgerPath) else { throw missing }
        return try await BillLookup(settings, account: account, in: reader).reconciliation
    }
    guard try LedgerReader(in: settings.ledgerPath) != nil else { throw missing }
    return try await RunLedger.withLedger(
        in: settings.ledgerPath, for: LedgerWork(command: "reconcile"), mayWait: { false }
    ) { ledger in
        let lookup = try await BillLookup(settings, account: account, in: ledger.reader)
        var reconciliation = lookup.reconciliation
        reconciliation.changedCount = try await ledger.resolve(lookup.outcomes)
        reconciliation.after = Reconciliation.Bounds(try lookup.calls(in: ledger.reader))
        return reconciliation
    }
}

/// One comparison of a ledger with a bill.
struct BillLookup {
    /// What to write into the ledger.
    let outcomes: [BilledOutcome]
    /// What to tell.
    private(set) var reconciliation: Reconciliation

    private let service: Service
    private let account: String
    private let since: Date?

    /// Gets the bill, and then the calls: one that is made meanwhile is not missed on the bill.
    ///
    /// - Parameter fetch: how the bill is asked for.
    init(
        _ settings: ReconcileSettings, account: Account, in reader: LedgerReader,
        fetch: BillFetch = BillFetch()
    ) async throws {
        let (_, service) = try Callee.address(settings.calls)
        self.service = service
        self.account = account.name
        since = settings.since
        let asked = try Self.calls(
            in: reader, at: service, of: account.name, since: since)
        guard let first = asked.first else {
            outcomes = []
            reconciliation = Reconciliation([])
            reconciliation.remarks = [
                "The ledger has no calls of this account at \(service) in that time."
            ]
            return
        }
        let callee = try Callee(settings.calls, account: account, knownIn: reader)
        let start = Date(timeIntervalSince1970: Double(first.armedAt) / 1000)
        let bill =
            switch settings.source {
            case .service: try await fetch.fromService(callee, account, since: start)
            case .file(let path): try fetch.fromFile(path, settings)
            }
        let known = try Self.calls(
            in: reader, at: service, of: account.name,
            since: since?.addingTimeInterval(-2 * BillFetch.margin))
        let isLate = settings.source == .service && callee.form.name == .kling
        let comparison = BillMatching(
            sharing: settings.isOursAlone ? .oursAlone : .perhapsOthers,
            lateness: settings.lateness ?? (isLate ? .seconds(12 * 3600) : .seconds(600))
        ).compare(known.map(\.known), with: bill)
        let calls = known.filter { $0.armedAt >= first.armedAt }
        let answers = BillAnswers(
            comparison, of: calls, outside: OutsideText(secrets: account.credential.secrets))
        outcomes = answers.outcomes
        reconciliation = Reconciliation(calls)
        reconciliation.take(answers, of: comparison, with: bill, on: calls)
    }

    /// The calls that are asked about.
    func calls(in reader: LedgerReader) throws -> [LedgerCall] {
        try Self.calls(in: reader, at: service, of: account, since: since)
    }

    private static func calls(
        in reader: LedgerReader, at service: Service, of account: String, since: Date?
    ) throws -> [LedgerCall] {
        let start = since.map { max(0, Int($0.timeIntervalSince1970 * 1000)) } ?? 0
        return try reader.calls(at: service, account: account, time: start...Int.max)
    }
}

extension Reconciliation {
    /// Takes what a comparison says of some calls.
    fileprivate mutating func take(
        _ answers: BillAnswers, of comparison: BillComparison, with bill: Bill,
        on calls: [LedgerCall]
    ) {
        rowCount = bill.rows.count
        agreeingCount = answers.agreeingCount
        lines = answers.lines
        var costs = Dictionary(
            uniqueKeysWithValues: calls.map { ($0.number, ($0.surelyCost, $0.cost)) })
        for outcome in answers.outcomes {
            let price = outcome.price
            costs[outcome.attempt.number] = (price, price)
        }
        after.surely = costs.values.map(\.0).reduce(.zero, +)
        after.atMost = costs.values.map(\.1).reduce(.zero, +)
        addDoubles(calls, costs.mapValues(\.0))
        addRemarks(comparison, bill)
        let armed = calls.count { $0.state == .armed }
        if armed > 0 {
            remarks.append(
                "\(counted(armed, "call")) of a run that is on, or that died: what of them is decided "
                    + "is seen with --settle once no run is on.")
        }
    }

    /// Lists the calls of each task that was surely charged more than once.
    private mutating func addDoubles(_ calls: [LedgerCall], _ surely: [Int64: Money]) {
        let paid = calls.filter { surely[$0.number] ?? .zero > .zero }
        let tasks = Dictionary(grouping: paid, by: \.taskNumber).filter { $0.value.count > 1 }
        for (_, calls) in tasks.sorted(by: { $0.key < $1.key }) {
            let numbers = calls.map { "\($0.number)" }.joined(separator: ", ")
            var line = Line(
                kind: .paidTwice, call: calls.last,
                price: calls.compactMap { surely[$0.number] }.reduce(.zero, +))
            line.time = calls.last.map { Date(timeIntervalSince1970: Double($0.armedAt) / 1000) }
            line.note = "calls \(numbers)"
            lines.append(line)
        }
    }

    private mutating func addRemarks(_ comparison: BillComparison, _ bill: Bill) {
        let skew = comparison.skew
        let range =
            "\(Int(skew.seconds.lowerBound.rounded(.down))) to "
            + "\(Int(skew.seconds.upperBound.rounded(.up))) s"
        switch skew.source {
        case .requestIDs(let count):
            remarks.append(
                "The bill's clock is \(range) ahead of this machine's, by \(count) rows that name "
                    + "their calls.")
        case .fit:
            remarks.append(
                "The bill's clock is \(range) ahead of this machine's, as rows fit calls.")
        case .assumed:
            remarks.append("How far the clocks differ is not known; \(range) are allowed for.")
        }
        if bill.coverage == nil {
            remarks.append(
                "Nothing tells which time the bill covers, so no call is called free by it.")
        }
        if comparison.showsOthers {
            remarks.append("The bill has charges of somebody else who uses the token.")
        }
    }
}

extension BilledOutcome {
    /// What the call costs by it.
    fileprivate var price: Money {
        if case .charged(let price) = resolution { price ?? .zero } else { .zero }
    }
}
