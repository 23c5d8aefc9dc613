import ArgumentParser
import BatchPlanning
import SpeechTasks

/// What may be spent.
struct MoneyOptions: ParsableArguments {
    @Option(.price) var price: Money?
    @Option(.budget) var budget: Money?
    @Option(.budgetDay) var budgetDay: Money?
    @Option(.onUnknown) var onUnknown: OnUnknown?
    @Option(.maxUnknownSpend) var maxUnknownSpend: Money?
    @Flag(.chargedRefusals) var chargedRefusals: Bool?

    /// Writes the money rules into a batch's settings.
    func apply(to run: inout RunSettings, _ settings: Settings) throws {
        try settings.take(.price, price, into: &run.price)
        try settings.take(.budget, budget, into: &run.budget)
        try settings.take(.budgetDay, budgetDay, into: &run.dayBudget)
        run.holdsUnknown = try settings.value(.onUnknown, onUnknown) == .hold
        try settings.take(.maxUnknownSpend, maxUnknownSpend, into: &run.maxUnknownSpend)
        try settings.take(.chargedRefusals, chargedRefusals, into: &run.chargesRefusals)
    }
}

/// What becomes of a task whose call may have been charged.
enum OnUnknown: String, CaseIterable {
    case retry
    case hold
}
