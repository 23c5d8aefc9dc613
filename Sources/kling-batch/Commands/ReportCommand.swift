import ArgumentParser
import BatchPlanning
import BatchRun
import Ledger
import Ledgers
import ReportForms
import Reports
import Texts

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
            With --by and without a batch's name it is about all batches.

            EXAMPLE
              kling-batch report lines
              kling-batch report lines --by voice
              kling-batch report --by month --since 2026-01 --currency EUR=7.8
              kling-batch report lines --jobs --format csv > made.csv
              kling-batch report lines --jobs --format xlsx > made.xlsx
              kling-batch report --all --format json
              kling-batch report lines --html report.html
            """)

    @OptionGroup var batch: BatchArgument
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions

    @Flag(.allBatches) var all: Bool
    @Flag(.jobs) var jobs: Bool
    @Option(.by) var by: CostGrouping?
    @Option(.costsSince) var since: CostMoment?
    @Option(.costsUntil) var until: CostMoment?
    @Option(.currency) var currency: SecondCurrency?
    @Option(.reportFormat) var format: ReportFile
    @Option(.html) var html: String?

    /// When the calls were made that are told of.
    private var period: CostPeriod { CostPeriod(from: since?.start, until: until?.end) }

    func validate() throws {
        guard format != .xlsx || jobs else {
            throw ValidationError("--format xlsx goes with --jobs: it is a table of all jobs.")
        }
        guard !(all && (jobs || batch.name != nil)) else {
            throw ValidationError("--all goes with neither a batch's name nor --jobs.")
        }
        guard html == nil || !goesIntoNoPage else {
            throw ValidationError(
                "--html is the whole report of one batch: it goes without --all, --jobs, --by, "
                    + "--currency and --format.")
        }
        guard by == nil || !jobs else {
            throw ValidationError("--by goes without --jobs: each job is a group with --by job.")
        }
        guard since == nil && until == nil || by != nil || jobs else {
            throw ValidationError("--since and --until go with --by or --jobs, such as --by day.")
        }
        guard period.start < period.end else {
            throw ValidationError("--until is before --since.")
        }
    }

    /// Whether anything is asked for that a page does not show.
    private var goesIntoNoPage: Bool {
        all || jobs || by != nil || currency != nil || format != .table
    }

    func run() async throws {
        try await reportingErrors {
            let settings = try ledger.settings()
            let reader = try ledger.reader(settings)
            let currency = try settings.value(.currency, currency)
            let path = try ledger.path(settings)
            if let by {
                let batches =
                    all || batch.name == nil
                    ? try reader.batches() : [try batch.row(in: reader, path: path)]
                return try printCosts(of: batches, by: by, in: reader, currency)
            }
            if all { return try printSums(in: reader, currency) }
            let row = try batch.row(in: reader, path: path)
            if let html {
                return try writePage(html, on: row, in: reader, holding: ledgerHolding(in: path))
            }
            if jobs { return try printJobs(of: row, in: reader, currency) }
            let account = try BatchAccount(of: row, in: reader)
            printLines(account.report(as: form, currency: currency))
        }
    }

    private var form: ReportForm { ReportForm(rawValue: format.rawValue) ?? .table }

    private func printSums(in reader: LedgerReader, _ currency: SecondCurrency?) throws {
        let accounts = try reader.batches().map { try BatchAccount(sumsOf: $0, in: reader) }
        printLines(BatchAccount.report(on: accounts, as: form, currency: currency))
    }

    private func printCosts(
        of batches: [BatchRow], by grouping: CostGrouping, in reader: LedgerReader,
        _ currency: SecondCurrency?
    ) throws {
        if case .column(let name) = grouping {
            let columns = try batches.flatMap { try reader.otherColumnNames(of: $0.batch) }
            guard columns.contains(name) else { throw noColumn(name, among: Set(columns)) }
        }
        let costs = try CostAccount(of: batches, by: grouping, in: period, reader: reader)
        let text = costs.report(as: form, currency: currency)
        if !text.isEmpty { printLines(text) }
    }

    private func printJobs(
        of row: BatchRow, in reader: LedgerReader, _ currency: SecondCurrency?
    ) throws {
        guard format != .xlsx else {
            return try writeResult {
                try JobWorkbook.write(row, from: reader, in: period, currency: currency, to: $0)
            }
        }
        var lines = JobLines(form: form, otherColumns: try reader.otherColumnNames(of: row.batch))
        _ = try reader.forEachCostedJob(of: row.batch, in: period) { job in
            guard period == .all || !job.cost.isNothing else { return }
            lines.add(JobReport(job, in: row.outputFolder, currency: currency))
        }
        if period == .all {
            for fault in SkippedRows(storedWith: row)?.reported ?? [] {
                lines.add(
                    JobReport(leftOut: fault.place, reason: fault.message, currency: currency))
            }
        }
        lines.end()
    }
}

/// Prints jobs as they come, or at the end where all of them make a table.
private struct JobLines {
    let form: ReportForm
    let otherColumns: [String]
    private var table = TextTable()
    private var isFirst = true

    init(form: ReportForm, otherColumns: [String]) {
        self.form = form
        self.otherColumns = otherColumns
    }

    mutating func add(_ job: JobReport) {
        let heading = isFirst ? [job.heading(otherColumns: otherColumns)] : []
        isFirst = false
        for line in heading + [job.fields(otherColumns: otherColumns)] {
            switch form {
            case .csv: printLines(csvLine(line))
            case .table: table.add(line)
            case .json: break
            }
        }
        if form == .json { printLines(job.json) }
    }

    func end() {
        if form == .table { printLines(table.text) }
    }
}

/// What is said where a grouping is neither a word nor a column.
func noColumn(_ name: String, among columns: Set<String>) -> ValidationError {
    let words = CostGrouping.words.map(\.word).listed(by: "or")
    let found =
        columns.isEmpty
        ? "the lists have no columns of their own"
        : "the lists have \(columns.sorted().map { "“\($0)”" }.listed(by: "and"))"
    return ValidationError(
        "There is no column “\(name)”: --by takes \(words), or a column; \(found).")
}
