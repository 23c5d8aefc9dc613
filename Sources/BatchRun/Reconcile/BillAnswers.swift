import Foundation
import HTTPSupport
import KlingAPI
import Ledger
import SpeechTasks

/// What follows from a comparison for the ledger: what to write, and what to tell.
struct BillAnswers {
    private(set) var outcomes: [BilledOutcome] = []
    private(set) var lines: [Reconciliation.Line] = []
    private(set) var agreeingCount = 0

    private let calls: [Int64: LedgerCall]
    private let comparison: BillComparison
    private let matches: [Int64: BillComparison.Match]
    private let outside: OutsideText

    /// What a bill says of some calls.
    ///
    /// - Parameter calls: those that are asked about; others that were compared only take their rows.
    init(_ comparison: BillComparison, of calls: [LedgerCall], outside: OutsideText) {
        self.comparison = comparison
        self.outside = outside
        self.calls = Dictionary(uniqueKeysWithValues: calls.map { ($0.number, $0) })
        matches = Dictionary(uniqueKeysWithValues: comparison.matches.map { ($0.call.id, $0) })
        let shared = takeShared()
        for (call, verdict) in comparison.verdicts where !shared.contains(call.id) {
            if let call = self.calls[call.id] { take(verdict, of: call) }
        }
        for match in comparison.matches {
            guard let call = self.calls[match.call.id], !call.isOpen else { continue }
            takeKnown(match, of: call)
        }
        addRows()
        let kinds = Reconciliation.Kind.allCases
        lines.sort {
            let places = (kinds.firstIndex(of: $0.kind) ?? 0, kinds.firstIndex(of: $1.kind) ?? 0)
            return places.0 != places.1
                ? places.0 < places.1
                : ($0.time ?? .distantPast) < ($1.time ?? .distantPast)
        }
    }
}

// MARK: Calls of unknown outcome

extension BillAnswers {
    private mutating func take(_ verdict: BillComparison.Verdict, of call: LedgerCall) {
        switch verdict {
        case .charged:
            charge(call, matches[call.number])
        case .free:
            free(call, note: "the bill covers its time and has no charge for it")
        case .notKnown(let doubt):
            add(.notKnown, call, note: doubt.sentence)
        }
    }

    /// Settles calls of which it is known how many were charged, where it makes no difference which.
    ///
    /// - Returns: the calls that were settled.
    private mutating func takeShared() -> Set<Int64> {
        var settled: Set<Int64> = []
        for shared in comparison.shared {
            let found = shared.calls.compactMap { calls[$0.id] }
            guard found.count == shared.calls.count, Set(found.map(\.batch)).count == 1,
                Set(found.map(\.price)).count == 1
            else { continue }
            let note =
                "\(shared.charged.count) of \(found.count) calls of this time were charged; which "
                + "makes no difference"
            for match in shared.charged {
                if let call = calls[match.call.id] { charge(call, match, note: note) }
            }
            for call in shared.free {
                if let call = calls[call.id] { free(call, note: note) }
            }
            settled.formUnion(found.map(\.number))
        }
        return settled
    }

    private mutating func charge(
        _ call: LedgerCall, _ match: BillComparison.Match?, note: String? = nil
    ) {
        let price = match.map { realPrice($0, of: call) } ?? call.price
        // A name of the bill's finds the call on the next bill without its time.
        let name = call.requestIDs.isEmpty ? match?.charges.first?.requestID : nil
        outcomes.append(
            BilledOutcome(
                attempt: call.attempt, resolution: .charged(price: price),
                requestID: name.map(outside.identifier)))
        add(.charged, call, price: price, match: match, note: note ?? "")
    }

    private mutating func free(_ call: LedgerCall, note: String) {
        outcomes.append(BilledOutcome(attempt: call.attempt, resolution: .free))
        add(.free, call, price: .zero, note: note)
    }
}

// MARK: Calls that are known

extension BillAnswers {
    private mutating func takeKnown(_ match: BillComparison.Match, of call: LedgerCall) {
        guard !match.charges.isEmpty else { return }
        let price = realPrice(match, of: call)
        guard price != call.cost || price != call.surelyCost else {
            agreeingCount += 1
            return
        }
        outcomes.append(
            BilledOutcome(attempt: call.attempt, resolution: .charged(price: price)))
        let wasFree = call.state != .succeeded && call.surelyCost == .zero
        add(wasFree ? .chargedAfterAll : .otherPrice, call, price: price, match: match)
    }

    /// What a call cost in the end; where the bill tells no yuan, each charge is a call's price.
    private func realPrice(_ match: BillComparison.Match, of call: LedgerCall) -> Money {
        let price =
            match.price
            ?? (match.charges.count - match.refunds.count)
            * (call.surelyCost > .zero && match.charges.count == 1
                && match.refunds.isEmpty ? call.surelyCost : call.price)
        return max(.zero, price)
    }
}

// MARK: Lines

extension BillAnswers {
    private mutating func addRows() {
        for call in comparison.notCharged {
            guard let call = calls[call.id] else { continue }
            add(.notCharged, call, note: "the bill covers its time and has no charge for it")
        }
        for (kind, rows) in [
            (Reconciliation.Kind.notOurs, comparison.notOurs), (.unclear, comparison.unclear),
            (.refund, comparison.otherRefunds),
        ] {
            for row in rows { lines.append(line(kind, row)) }
        }
    }

    private mutating func add(
        _ kind: Reconciliation.Kind, _ call: LedgerCall, price: Money? = nil,
        match: BillComparison.Match? = nil, note: String = ""
    ) {
        var line = Reconciliation.Line(kind: kind, call: call, price: price)
        line.time = Date(timeIntervalSince1970: Double(call.armedAt) / 1000)
        line.requestID =
            call.requestIDs.first
            ?? match?.charges.first?.requestID.map(outside.identifier)
        let places = match?.charges.map { outside.message($0.place) } ?? []
        let repeats = places.count > 1 ? "charged \(places.count) times" : ""
        line.note = [note, repeats, places.joined(separator: ", ")].filter { !$0.isEmpty }
            .joined(separator: "; ")
        lines.append(line)
    }

    private func line(_ kind: Reconciliation.Kind, _ row: BillRow) -> Reconciliation.Line {
        var line = Reconciliation.Line(kind: kind, price: row.price)
        line.time = row.time
        line.requestID = row.requestID.map(outside.identifier)
        let words = [row.model, row.price == nil ? row.units : nil, row.place]
        line.note = words.compactMap { $0.map(outside.message) }.joined(separator: ", ")
        return line
    }
}

extension LedgerCall {
    /// Whether it is not known if it was charged.
    var isOpen: Bool { state == .unknown || state == .writtenOff }

    /// The call as a bill is compared with it.
    var known: KnownCall {
        KnownCall(
            id: number, armedAt: Date(timeIntervalSince1970: Double(armedAt) / 1000),
            settledAt: settledAt.map { Date(timeIntervalSince1970: Double($0) / 1000) },
            state: KnownCall.State(rawValue: state.rawValue) ?? .unknown, requestIDs: requestIDs,
            price: cost, characterCount: characters)
    }
}

extension BillComparison.Doubt {
    /// Why a bill does not decide a call, and what would.
    var sentence: String {
        switch self {
        case .inFlight: "it may be in flight"
        case .notCovered:
            "it is too new, or the bill does not surely cover its time; ask again later"
        case .rowsFit(let count):
            "\(count) of the bill's charges fit its time, and may be its own or another's; "
                + "--ours-alone says that nobody else uses the token"
        case .billMayBeAnothers:
            "nothing shows that the bill is that of this account and whole"
        case .clockNotKnown: "nothing shows how far the bill's clock and this one's differ"
        case .sharedRequestID: "the service gave its name to several calls and charged fewer"
        case .mayBeRefunded: "money came back that names no call"
        }
    }
}
