import ArgumentParser
import BatchRun
import Ledger
import ReportForms
import Reports
import Ledgers

/// `kling-batch status`.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract:
            "Say whether a batch is running, how far it is and what waits for you.",
        discussion: """
            Whether a run is on is asked of the ledger's lock, so that a run that was killed is told \
            from one that is on.

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
            let path = try ledger.path(settings)
            let row = try batch.row(in: reader, path: path)
            var account = try BatchAccount(of: row, in: reader)
            account.standing = try RunStanding(
                of: row, in: reader, holding: ledgerHolding(in: path))
            printLines(account.status(as: format))
        }
    }
}
