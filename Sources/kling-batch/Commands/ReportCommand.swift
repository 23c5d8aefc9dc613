import ArgumentParser
import BatchRun
import Ledger
import ReportForms
import Reports

/// How a report is written.
enum ReportFile: String, CaseIterable {
    case table
    case csv
    case json
    /// A workbook of all jobs.
    case xlsx
}

/// `kling-batch report`.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Say what a batch made and what it cost; works while a run is on.",
        discussion: """
            EXAMPLE
              kling-batch report lines
              kling-batch report lines --jobs --format csv > made.csv
              kling-batch report lines --jobs --format xlsx > made.xlsx
              kling-batch report --all --format json
            """)

    @OptionGroup var batch: BatchArgument
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions

    @Flag(.allBatches) var all: Bool
    @Flag(.jobs) var jobs: Bool
    @Option(.reportFormat) var format: ReportFile

    func validate() throws {
        guard format != .xlsx || jobs else {
            throw ValidationError("--format xlsx goes with --jobs: it is a table of all jobs.")
        }
        guard !(all && (jobs || batch.name != nil)) else {
            throw ValidationError("--all goes with neither a batch's name nor --jobs.")
        }
    }

    func run() async throws {
        try await reportingErrors {
            let settings = try ledger.settings()
            let reader = try ledger.reader(settings)
            guard let form = ReportForm(rawValue: format.rawValue) else {
                let row = try batch.row(in: reader, path: ledger.path(settings))
                return try writeResult { try JobWorkbook.write(row.batch, from: reader, to: $0) }
            }
            if all {
                let accounts = try reader.batches().map {
                    try BatchAccount(sumsOf: $0, in: reader)
                }
                return printLines(BatchAccount.report(on: accounts, as: form))
            }
            let row = try batch.row(in: reader, path: ledger.path(settings))
            if jobs { return try printJobs(row, in: reader, form) }
            printLines(try BatchAccount(of: row, in: reader).report(as: form))
        }
    }
}
