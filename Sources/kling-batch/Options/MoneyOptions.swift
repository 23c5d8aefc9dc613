import ArgumentParser
import BatchPlanning
import BatchRun
import SpeechTasks

/// What may be spent.
struct MoneyOptions: ParsableArguments {
    @Option(help: Setting.price.help("The price of a call; 0.05 by default.", valueName: "CNY"))
    var price: Money?

    @Option(
        help: Setting.budget.help(
            "The most the batch may cost over all its runs; by default what its plan says and "
                + "--max-unknown-spend.", valueName: "CNY"))
    var budget: Money?

    @Option(
        help: Setting.budgetDay.help(
            "The most that all batches of the account may cost in a day.", valueName: "CNY"))
    var budgetDay: Money?

    @Option(
        help: Setting.maxUnknownSpend.help(
            "The most that second calls may cost whose first outcome is unknown; by default a "
                + "fifth of the plan's price, at least 1.00.", valueName: "CNY"))
    var maxUnknownSpend: Money?

    @Option(
        help: Setting.onUnknown.help(
            "What becomes of a task whose call may have been charged: retry or hold."))
    var onUnknown: OnUnknown?

    @Flag(
        inversion: .prefixedNo,
        help: Setting.chargedRefusals.help("Count refused calls as perhaps charged."))
    var chargedRefusals: Bool?

    /// Writes the money rules into a run's settings.
    func apply(to run: inout RunSettings, _ settings: Settings) throws {
        run.price = try settings.value(price, .price) ?? run.price
        run.budget = try settings.value(budget, .budget)
        run.dayBudget = try settings.value(budgetDay, .budgetDay)
        run.maxUnknownSpend = try settings.value(maxUnknownSpend, .maxUnknownSpend)
        run.holdsUnknown = try settings.value(onUnknown, .onUnknown) == .hold
        run.chargesRefusals = try settings.flag(chargedRefusals, .chargedRefusals)
    }
}

/// What becomes of a task whose call may have been charged.
enum OnUnknown: String, ExpressibleByArgument, CaseIterable {
    case retry
    case hold
}
