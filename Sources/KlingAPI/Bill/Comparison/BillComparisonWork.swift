import Foundation
import SpeechTasks

/// One comparison of calls with a bill, step by step.
struct BillComparisonWork {
    private let rules: BillMatching
    private let calls: [KnownCall]
    private let bill: Bill
    private let named: RequestMatches
    private var window: CallWindow
    private var result = BillComparison()
    /// Charges that name no call and may be speech.
    private var groups: [BillRowGroup] = []
    /// Indices of the calls they may belong to.
    private var candidates: [Int] = []

    init(of calls: [KnownCall], with bill: Bill, rules: BillMatching) {
        self.rules = rules
        self.calls = calls
        self.bill = bill
        named = RequestMatches(calls, bill.rows)
        window = CallWindow(latenessSeconds: rules.lateness.inSeconds)
    }

    mutating func run() -> BillComparison {
        sortRows()
        estimateSkew()
        let fits = callsOfGroups()
        let assignment = RowAssignment(callsOfRow: fits, callCount: candidates.count)
        if !assignment.isWhole { result.showsOthers = true }
        addNamedMatches()
        let isNeeded = isOursAlone ? assignment.neededCalls() : nil
        addRows(fits)
        addNotCharged(assignment)
        addMatchesByTime(assignment, isNeeded)
        addVerdicts(assignment, isNeeded)
        addShared(assignment, isNeeded)
        result.matches.sort { $0.call.id < $1.call.id }
        return result
    }

    /// Whether every row is ours, as was said and as nothing contradicts.
    private var isOursAlone: Bool { rules.sharing == .oursAlone && !result.showsOthers }
}

// MARK: Rows and clocks

extension BillComparisonWork {
    /// Parts what may be ours from what is another model's or another price's.
    private mutating func sortRows() {
        let known = named.charges.values.flatMap { $0 }
        let models = Set(known.compactMap { $0.model?.lowercased() })
        let prices = KnownPrices(known)
        var rows: [BillRow] = []
        for row in named.otherCharges {
            let model = row.model?.lowercased()
            if let model, !models.contains(model), !Self.isSpeech(model) {
                result.notOurs.append(row)
            } else if prices.exclude(row) {
                result.notOurs.append(row)
                result.showsOthers = true
            } else {
                rows.append(row)
            }
        }
        groups = BillRowGroup.groups(of: rows, refunds: named.otherRefunds)
        result.otherRefunds = named.otherRefunds
        let namedCalls = named.named
        candidates = calls.indices.filter { calls[$0].mayBeCharged && !namedCalls.contains($0) }
            .sorted { (calls[$0].armedAt, calls[$0].id) < (calls[$1].armedAt, calls[$1].id) }
    }

    private static func isSpeech(_ model: String) -> Bool {
        ["tts", "speech", "audio", "voice", "语音", "配音"].contains(where: model.contains)
    }

    private mutating func estimateSkew() {
        let pairs = named.charges.sorted { $0.key < $1.key }
            .flatMap { index, rows in rows.map { (row: $0, call: calls[index]) } }
            .filter { $0.call.settledAt != nil }
        let byTime = pairs.compactMap { window.skew(of: $0.row, for: $0.call) }
        if let skew = ClockSkew.common(to: byTime) {
            result.skew = skew
            trustUse(pairs)
        } else {
            result.skew = fittedSkew() ?? .assumed(allowance)
        }
    }

    /// The length of use is believed once several rows that name their calls agree with it: a column
    /// of that name might be the length of the audio.
    private mutating func trustUse(_ pairs: [(row: BillRow, call: KnownCall)]) {
        let used = pairs.filter { $0.row.useSeconds != nil && $0.row.time != nil }
        guard used.count >= 3 else { return }
        var strict = window
        strict.trustsUse = true
        let ranges = used.compactMap { strict.skew(of: $0.row, for: $0.call) }
        guard ranges.count == used.count,
            ranges.map(\.lowerBound).max() ?? 0 <= ranges.map(\.upperBound).min() ?? 0,
            let skew = ClockSkew.common(to: ranges), skew.seconds.overlaps(result.skew.seconds)
        else { return }
        window = strict
        result.skew = ClockSkew(
            seconds: skew.seconds.clamped(to: result.skew.seconds), source: result.skew.source)
    }

    /// Times without a zone may be off by as much as zones differ.
    private var allowance: ClosedRange<Double> {
        let ahead = bill.clockAheadSeconds ?? 0
        let most = bill.hasLocalTimes ? 26 * 3600 : rules.maximumSkew.inSeconds
        return (ahead - most)...(ahead + most)
    }

    private func fittedSkew() -> ClockSkew? {
        guard rules.sharing == .oursAlone, !result.showsOthers else { return nil }
        let timed = groups.flatMap(\.charges).filter { $0.time != nil }
        guard !timed.isEmpty else { return nil }
        // A few hundred rows from end to end say as much as all.
        let step = max(1, timed.count / 300)
        var fit = SkewFit(within: allowance)
        for index in stride(from: 0, to: timed.count, by: step) {
            fit.restrict(
                to: candidates.compactMap { window.skew(of: timed[index], for: calls[$0]) })
        }
        return fit.skew
    }

    /// For each group the candidates it fits, by their place among the candidates.
    private func callsOfGroups() -> [[Int]] {
        let timeline = CallTimeline(
            candidates.map { calls[$0] }, window: window, skew: result.skew)
        return groups.map(timeline.places)
    }
}

// MARK: Results

extension BillComparisonWork {
    private mutating func addNamedMatches() {
        for index in named.named.sorted() where !named.contested.contains(index) {
            result.matches.append(
                BillComparison.Match(
                    call: calls[index], basis: .requestID, charges: named.charges[index] ?? [],
                    refunds: named.refunds[index] ?? []))
        }
    }

    private mutating func addRows(_ fits: [[Int]]) {
        for (group, calls) in zip(groups, fits) {
            if calls.isEmpty {
                result.notOurs += group.charges
            } else if !isOursAlone {
                result.unclear += group.charges
            }
        }
    }

    private mutating func addNotCharged(_ assignment: RowAssignment) {
        for (place, index) in candidates.enumerated() {
            let call = calls[index]
            guard !call.state.isOpen, assignment.rowsOfCall[place].isEmpty, isCovered(call) else {
                continue
            }
            result.notCharged.append(call)
        }
    }

    private mutating func addMatchesByTime(_ assignment: RowAssignment, _ isNeeded: [Bool]?) {
        guard let isNeeded else { return }
        for (place, index) in candidates.enumerated() where isNeeded[place] {
            guard let group = assignment.rowOfCall[place] else { continue }
            result.matches.append(
                BillComparison.Match(
                    call: calls[index], basis: .time, charges: groups[group].charges,
                    refunds: groups[group].refunds))
        }
        for (group, call) in zip(groups, assignment.callOfRow) {
            if let call, !isNeeded[call] { result.unclear += group.charges }
        }
    }

    /// Adds groups of calls of which it is known how many were charged, and not which.
    ///
    /// Where every row is ours and every charge stands on the bill, calls that may swap their rows
    /// have as many charges together as there are rows.
    private mutating func addShared(_ assignment: RowAssignment, _ isNeeded: [Bool]?) {
        guard let isNeeded, isClockKnown, isProven else { return }
        for part in assignment.parts() {
            let open = part.calls.filter { !isNeeded[$0] }
            let rows = part.rows.map { groups[$0] }
            let prices = Set(
                rows.map { BillComparison.price(charges: $0.charges, refunds: []) })
            guard !rows.isEmpty, !open.isEmpty, prices.count == 1,
                rows.allSatisfy({ $0.charges.count == 1 && $0.refunds.isEmpty }),
                open.map({ calls[candidates[$0]] }).allSatisfy({
                    $0.state.isOpen && isCovered($0) && !mayBeRefundedNameless($0)
                })
            else { continue }
            result.shared.append(shared(open, assignment))
        }
    }

    private func shared(
        _ open: [Int], _ assignment: RowAssignment
    ) -> BillComparison.SharedCharges {
        var shared = BillComparison.SharedCharges(charged: [], free: [])
        for place in open {
            let call = calls[candidates[place]]
            if let group = assignment.rowOfCall[place] {
                shared.charged.append(
                    BillComparison.Match(
                        call: call, basis: .time, charges: groups[group].charges, refunds: []))
            } else {
                shared.free.append(call)
            }
        }
        return shared
    }

    private mutating func addVerdicts(_ assignment: RowAssignment, _ isNeeded: [Bool]?) {
        let places = Dictionary(
            uniqueKeysWithValues: candidates.enumerated().map { ($0.element, $0.offset) })
        for (index, call) in calls.enumerated() where call.state.isOpen {
            let verdict: BillComparison.Verdict
            if named.contested.contains(index) {
                verdict = .notKnown(.sharedRequestID)
            } else if let place = places[index] {
                verdict = self.verdict(
                    on: call, groups: assignment.rowsOfCall[place],
                    isNeeded: isNeeded?[place] == true)
            } else {
                verdict = namedVerdict(on: index)
            }
            result.verdicts.append((call, verdict))
        }
    }

    /// What rows say that name the call.
    private func namedVerdict(on index: Int) -> BillComparison.Verdict {
        let match = BillComparison.Match(
            call: calls[index], basis: .requestID, charges: named.charges[index] ?? [],
            refunds: named.refunds[index] ?? [])
        // A refund alone belongs to a charge that the bill does not show.
        guard !match.charges.isEmpty else { return .notKnown(.notCovered) }
        if !match.refunds.isEmpty {
            let isAllBack =
                match.price.map { $0 <= .zero } ?? (match.refunds.count >= match.charges.count)
            if isAllBack { return .free }
        }
        return mayBeRefundedNameless(calls[index])
            ? .notKnown(.mayBeRefunded) : .charged(match.price)
    }

    /// What the times of rows say that do not name the call.
    private func verdict(
        on call: KnownCall, groups fitting: [Int], isNeeded: Bool
    ) -> BillComparison.Verdict {
        if isNeeded {
            let fitting = fitting.map { groups[$0] }
            guard fitting.allSatisfy(\.refunds.isEmpty), !mayBeRefundedNameless(call) else {
                return .notKnown(.mayBeRefunded)
            }
            let prices = Set(
                fitting.map { BillComparison.price(charges: $0.charges, refunds: []) })
            return .charged(prices.count == 1 ? prices.first ?? nil : nil)
        }
        if call.settledAt == nil { return .notKnown(.inFlight) }
        if !fitting.isEmpty { return .notKnown(.rowsFit(fitting.count)) }
        if !isCovered(call) { return .notKnown(.notCovered) }
        if !isClockKnown { return .notKnown(.clockNotKnown) }
        return isProven ? .free : .notKnown(.billMayBeAnothers)
    }

    /// Whether money came back that names no call, after this one was armed.
    private func mayBeRefundedNameless(_ call: KnownCall) -> Bool {
        result.otherRefunds.contains { refund in
            guard refund.requestID == nil else { return false }
            guard let time = refund.time?.timeIntervalSince1970 else { return true }
            return time + Double(refund.timeSpreadSeconds)
                >= call.sending.lowerBound + result.skew.seconds.lowerBound
        }
    }

    /// Whether every charge of a call would stand on the bill by now.
    private func isCovered(_ call: KnownCall) -> Bool {
        guard let coverage = bill.coverage, call.settledAt != nil else { return false }
        let end = call.sending.upperBound + rules.lateness.inSeconds
        if let takenAt = bill.takenAt, end > takenAt.timeIntervalSince1970 { return false }
        return call.sending.lowerBound + result.skew.seconds.lowerBound
            >= coverage.lowerBound.timeIntervalSince1970
            && end + result.skew.seconds.upperBound <= coverage.upperBound.timeIntervalSince1970
    }

    /// Whether rows can be told by their time at all: with a clock that was wrong, a call's row would
    /// seem to be somebody else's.
    private var isClockKnown: Bool {
        result.skew.source != .assumed
            || (bill.clockAheadSeconds != nil && !result.showsOthers)
    }

    /// Whether the bill is that of this account, and none of its rows is missing.
    ///
    /// A service that keeps no log answers with an empty one, which proves nothing.
    private var isProven: Bool {
        guard result.notCharged.isEmpty else { return false }
        return !named.charges.isEmpty || (bill.isSurelyOurs && !bill.rows.isEmpty)
    }
}
