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
              kling-batch plan lines.csv --voice reader_en_m-v1 --format json
            """)

    /// Plans the batch and prints its figures.
    package static func perform(
        _ run: RunSettings, told command: PlanCommand, _ settings: Settings
    ) async throws {
        let plan = try await planBatch(run, account: command.service.account(settings))
        printFaults(plan.faults)
        printLines(plan.drawn(as: command.own.format, details: command.own.details))
    }
}
