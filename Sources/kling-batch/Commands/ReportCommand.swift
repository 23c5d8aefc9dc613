import ArgumentParser
import BatchRun
import Ledger
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
            if all { return try reportAll(reader) }
            let row = try batch.row(in: reader, path: ledger.path(settings))
            if jobs { return try printJobs(row, in: reader, format) }
            let report = try BatchReport(of: row, in: reader)
            var figures = report.row
            if format == .json { try addNotes(on: row, in: reader, to: &figures) }
            printResult(figures, table: report.table, format)
            guard format == .table else { return }
            try printBooks(row, in: reader)
            try printFits(row, in: reader)
            try printProblems(row, in: reader)
            try printOddClips(row, in: reader)
        }
    }

    /// What a flat row has no place for: books, and how voice tracks fit.
    private func addNotes(
        on row: BatchRow, in reader: LedgerReader, to figures: inout ReportRow
    ) throws {
        let books = try BookNotes.all(of: row.batch, in: reader)
        if !books.isEmpty { figures.add("books", .rows(books.map(\.row))) }
        let fits = try FitSummary.all(of: row.batch, in: reader)
        if !fits.isEmpty { figures.add("fits", .rows(fits.map(\.row))) }
        let odd = try reader.oddClips(of: row.batch)
        if !odd.isEmpty { figures.add("doubtful_clips", .rows(odd.map(\.row))) }
    }

    private func reportAll(_ reader: LedgerReader) throws {
        let reports = try reader.batches().map { try BatchReport(of: $0, in: reader) }
        let services = Set(reports.map(\.service)).sorted()
        let sums = services.map { service in
            BatchReport.sum(reports.filter { $0.service == service }, service: service)
        }
        switch format {
        case .table:
            for report in reports { print(report.table + "\n") }
            print(sums.map(\.table).joined(separator: "\n\n"))
        case .csv:
            print(BatchReport(name: "", service: "").row.csvHeading)
            for report in reports + sums { print(report.row.csv) }
        case .json:
            print("[" + (reports + sums).map(\.row.json).joined(separator: ",\n") + "]")
        }
    }
}
