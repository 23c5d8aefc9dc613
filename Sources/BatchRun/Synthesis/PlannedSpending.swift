import BatchPlanning
import KlingAPI
import Ledger
import SpeechTasks

/// What a run's plan says it pays, and what became of it.
struct PlannedSpending: Sendable {
    let reader: LedgerReader
    let batch: BatchID
    /// The calls the plan said.
    let calls: Int

    /// What keeps a run from a call that arming did not allow.
    func limitReached(for run: RunID) throws -> SpendingLimit {
        let money = try reader.money(of: batch)
        let left = money.callsToPay * money.price
        if let (limit, spent) = money.day, spent + money.price > limit {
            return .day(limit, left: left)
        }
        if let budget = money.budget {
            return .budget(budget, missing: money.atMostSpent + left - budget)
        }
        return .plan(
            was: calls * money.price, now: money.atMostSpent + left,
            why: "counting calls that were perhaps charged,")
    }

    /// What ends a run because more calls are left than its plan said; nil where a budget takes the
    /// plan's place, or nothing becomes dearer.
    ///
    /// A call that rows share ends it under any budget: cut into pieces it would be paid for, and no row
    /// could be cut out of them. The next plan packs the rows anew.
    func dearer(
        at limit: TextLimit, cutBy planner: JobPlanner, for run: RunID
    ) throws -> SpendingLimit? {
        let money = try reader.money(of: batch)
        var long: [SpeechTask] = []
        try reader.forEachCallToPay(of: batch) { if !limit.allows($0.text) { long.append($0) } }
        let more = long.reduce(0) { $0 + planner.pieces(of: $1).count - 1 }
        let isShared = try long.contains { try reader.isShared($0.hash) }
        guard more > 0, isShared || money.budget == nil else { return nil }
        return .plan(
            was: calls * money.price, now: (calls + more) * money.price,
            why: "since this account takes texts of at most \(limit),",
            hasBudget: money.budget != nil)
    }
}

extension BatchMoney {
    /// What keeps a run from following a plan in another form that costs more than was promised.
    func dearer(than promised: Money, in form: ServiceForm) -> SpendingLimit? {
        let cost = callsToPay * price
        guard budget == nil, cost > promised else { return nil }
        return .plan(
            was: promised, now: cost,
            why: "in the form “\(form.name.rawValue)”, which the service speaks,")
    }
}
