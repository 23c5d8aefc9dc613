import ArgumentParser
import BatchRun
import Ledger
import ReportForms
import Reports

/// `kling-batch status`.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract:
            "Say how far a batch is, what is in flight and what is held; works while a run is on.",
        discussion: """
            EXAMPLE
              kling-batch status
              kling-batch status lines --format json
            """)

    @OptionGroup var batch: BatchArgument
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions

    @Option(.format) var format: ReportForm

    func run() async throws {
        try await reportingErrors {
            let settings = try ledger.settings()
            let reader = try ledger.reader(settings)
            let row = try batch.row(in: reader, path: ledger.path(settings))
            printLines(try BatchAccount(of: row, in: reader).status(as: format))
        }
    }
}
