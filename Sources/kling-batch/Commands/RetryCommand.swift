import ArgumentParser
import BatchPlanning
import BatchRun
import Ledger

/// `kling-batch retry`.
struct RetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Open a batch's failed and held jobs again, and run them.",
        discussion: """
            Calls of unknown outcome are written off: they still count as perhaps charged, but no \
            longer hold their tasks. Refused texts are called again; audio that is gone or bad is \
            fetched again from its address, and paid for again only with --rebuy-expired or \
            --rebuy-bad. The batch's budget holds.

            EXAMPLE
              kling-batch retry lines
              kling-batch retry lines --rebuy-expired
            """)

    @OptionGroup var batch: BatchArgument
    @OptionGroup(title: "Making") var making: MakingOptions
    @OptionGroup(title: "Service") var service: ServiceOptions
    @OptionGroup(title: "Pace") var pace: PaceOptions
    @OptionGroup(title: "Callbacks") var callbacks: CallbackOptions
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions
    @OptionGroup(title: "Progress") var progress: ProgressOptions

    func run() async throws {
        try await reportingErrors {
            let settings = try ledger.settings()
            let path = try ledger.path(settings)
            let row = try batch.row(in: ledger.reader(settings), path: path)
            let retry = try retrySettings(row, path: path, settings)
            let account = try service.requiredAccount(settings)
            try await runWatched(progress, settings, ledgerPath: path) { control, logger, onEvent in
                try await retryBatch(
                    retry, account: account, control: control, logger: logger, onEvent: onEvent)
            }
        }
    }

    private func retrySettings(
        _ row: BatchRow, path: String, _ settings: Settings
    ) throws -> RetrySettings {
        var rules = MakingRules()
        try making.apply(to: &rules, settings)
        var calls = CallSettings(storedWith: row) { note("Note: \($0).") }
        try service.apply(to: &calls, settings)
        try pace.apply(to: &calls, settings)
        try callbacks.apply(to: &calls, settings)
        return RetrySettings(
            batchName: row.name, ledgerPath: path, rules: rules, calls: calls)
    }
}
