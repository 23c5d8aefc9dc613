import ArgumentParser
import BatchRun
import Ledger
import ReportForms
import Reports

/// `kling-batch report`.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Say what a batch made and what it cost; works while a run is on.",
        discussion: """
            EXAMPLE
              kling-batch report lines
              kling-batch report lines --jobs --format csv > made.csv
              kling-batch report --all --format json
            """)

    @OptionGroup var batch: BatchArgument
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions

    @Flag(.allBatches) var all: Bool
    @Flag(.jobs) var jobs: Bool
    @Option(.format) var format: ReportForm

    func validate() throws {
        guard !(all && (jobs || batch.name != nil)) else {
            throw ValidationError("--all goes with neither a batch's name nor --jobs.")
        }
    }

    func run() async throws {
        try await reportingErrors {
            let settings = try ledger.settings()
            let reader = try ledger.reader(settings)
            if all {
                let accounts = try reader.batches().map {
                    try BatchAccount(sumsOf: $0, in: reader)
                }
                return printLines(BatchAccount.report(on: accounts, as: format))
            }
            let row = try batch.row(in: reader, path: ledger.path(settings))
            if jobs { return try printJobs(row, in: reader, format) }
            printLines(try BatchAccount(of: row, in: reader).report(as: format))
        }
    }
}
