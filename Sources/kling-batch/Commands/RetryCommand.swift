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
    @OptionGroup(title: "Service and pace") var service: ServiceOptions
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions
    @OptionGroup(title: "Progress") var progress: ProgressOptions

    func run() async throws {
        try await reportingErrors {
            let settings = try await ledger.settings()
            let path = try ledger.path(settings)
            let row = try batch.row(in: ledger.reader(settings), path: path)
            let retry = RetrySettings(
                batchName: row.name, ledgerPath: path,
                rules: try making.rules(settings),
                calls: try service.callSettings(
                    settings, language: nil,
                    over: CallSettings(storedWith: row) { note("Note: \($0).") }))
            let account = try service.requiredAccount(settings)
            try await runWatched(progress, settings, ledgerPath: path) { control, logger, onEvent in
                try await retryBatch(
                    retry, account: account, control: control, logger: logger, onEvent: onEvent)
            }
        }
    }
}
