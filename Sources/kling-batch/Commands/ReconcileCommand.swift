import ArgumentParser
import BatchPlanning
import BatchRun
import Foundation
import ReportForms
import Reports

/// `kling-batch reconcile`.
struct ReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract:
            "Compare the ledger's calls with the provider's bill, and settle what it decides.",
        discussion: """
            Shows what it finds and changes nothing; --settle writes it into the ledger. Without a \
            file the service is asked for its log: a gateway's, or Kling's own. docs/reconcile.md \
            says what a bill can decide.

            EXAMPLE
              kling-batch reconcile
              kling-batch reconcile bill.csv --column request_id=Ref --ours-alone --settle
              kling-batch reconcile --from service --since 2026-11-01 --format csv > found.csv
            """)

    @Argument(
        help: ArgumentHelp(
            "The bill: .csv, .tsv, .json or .jsonl; the same as --from.", valueName: "bill"),
        completion: .file())
    var bill: String?

    @OptionGroup(title: "Bill") var options: BillOptions
    @OptionGroup(title: "Service") var service: ServiceOptions
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions

    @Flag(.settle) var settle: Bool
    @Option(.format) var format: ReportForm

    func validate() throws {
        guard bill == nil || options.from == nil else {
            throw ValidationError("Name the bill once: as an argument or with --from.")
        }
        let isFile = bill != nil || (options.from ?? "service") != "service"
        guard isFile || (options.column.isEmpty && options.until == nil) else {
            throw ValidationError("--column and --until are for a bill from a file.")
        }
    }

    func run() async throws {
        try await reportingErrors {
            let settings = try ledger.settings()
            var asked = ReconcileSettings(
                ledgerPath: try ledger.path(settings), calls: CallSettings())
            try service.apply(to: &asked.calls, settings)
            options.apply(to: &asked, bill: bill)
            asked.settles = settle
            let found = try await reconcile(
                asked, account: try service.requiredAccount(settings))
            if format != .csv || !found.lines.isEmpty { printLines(found.drawn(as: format)) }
        }
    }
}

/// Which bill, and how it is read.
struct BillOptions: ParsableArguments {
    @Option(.from) var from: String?
    @Option(.column) var column: [String]
    @Option(.since) var since: DateArgument?
    @Option(.until) var until: DateArgument?
    @Option(.lateness) var lateness: Int?
    @Flag(.oursAlone) var oursAlone: Bool

    /// Writes what was asked for into the settings.
    func apply(to settings: inout ReconcileSettings, bill: String?) {
        let from = bill ?? from ?? "service"
        settings.source =
            bill == nil && from == "service" ? .service : .file(absolutePath(from))
        settings.columns = column
        settings.since = since?.date
        settings.until = until?.date
        settings.lateness = lateness.map { .seconds($0 * 60) }
        settings.isOursAlone = oursAlone
    }
}

/// A day or a time, by this machine's time zone unless it names one.
struct DateArgument: ExpressibleByArgument {
    let date: Date

    init?(argument: String) {
        if let date = try? Date(argument, strategy: .iso8601) {
            self.date = date
            return
        }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.isLenient = false
        for pattern in ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"] {
            format.dateFormat = pattern
            if let date = format.date(from: argument) {
                self.date = date
                return
            }
        }
        return nil
    }
}
