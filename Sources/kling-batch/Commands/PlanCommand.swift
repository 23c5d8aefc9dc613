package import ArgumentParser
package import BatchPlanning
import ReportForms
import Reports

/// `kling-batch plan`.
package typealias PlanCommand = BatchCommand<PlanVerb>

/// Says what a batch will cost.
package enum PlanVerb: BatchVerb {
    /// What `plan` takes beside the options of `run`.
    package struct Options: ParsableArguments {
        @Option(.format) var format: ReportForm
        @Flag(.details) var details: Bool
        @Option(.by) var by: CostGrouping?
        @Option(.currency) var currency: SecondCurrency?

        /// The options before a command line is read into them.
        package init() {}
    }

    /// What the help says of `plan`.
    package static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Say what a batch will call and pay, without sending anything.",
        discussion: """
            It takes the options of `run`, so that one command line says what a batch will cost and \
            makes it; those that matter to a run alone are read and do nothing more.

            EXAMPLE
              kling-batch plan lines.csv --voice reader_en_m-v1
              kling-batch plan lines.csv --voice reader_en_m-v1 --by speaker
              kling-batch plan lines.csv --voice reader_en_m-v1 --format json
            """)

    /// Plans the batch and prints its figures.
    package static func perform(
        _ run: RunSettings, told command: PlanCommand, _ settings: Settings
    ) async throws {
        let own = command.own
        guard own.by != .day, own.by != .month else {
            throw ValidationError("A plan has no \(own.by?.name ?? "day")s: they are for `report`.")
        }
        var run = run
        run.costGrouping = own.by
        let plan = try await planBatch(run, account: command.service.account(settings))
        printFaults(plan.faults)
        if case .column(let name)? = own.by, let groups = plan.costs.groups,
            !groups.columns.contains(name)
        {
            throw noColumn(name, among: groups.columns)
        }
        let currency = try settings.value(.currency, own.currency)
        printLines(plan.drawn(as: own.format, details: own.details, currency: currency))
    }
}
