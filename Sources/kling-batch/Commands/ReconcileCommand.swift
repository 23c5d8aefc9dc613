import ArgumentParser
import BatchRun
import Foundation
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
    @OptionGroup(title: "Service; pace and callbacks are refused") var service: ServiceOptions
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions

    @Flag(help: "Write what was found into the ledger.")
    var settle = false

    @Option(help: "How the result is printed: table, csv or json.")
    var format = ReportForm.table

    func validate() throws {
        guard bill == nil || options.from == nil else {
            throw ValidationError("Name the bill once: as an argument or with --from.")
        }
        let isFile = bill != nil || (options.from ?? "service") != "service"
        guard isFile || (options.column.isEmpty && options.until == nil) else {
            throw ValidationError("--column and --until are for a bill from a file.")
        }
        let useless = service.givenForCalls
        guard useless.isEmpty else {
            throw ValidationError(
                "\(useless.joined(separator: ", ")): no text is called here, so that would do "
                    + "nothing.")
        }
    }

    func run() async throws {
        try await reportingErrors {
            let settings = try await ledger.settings()
            var asked = ReconcileSettings(
                ledgerPath: try ledger.path(settings),
                calls: try service.callSettings(settings, language: nil))
            options.apply(to: &asked, bill: bill)
            asked.settles = settle
            let found = try await reconcile(
                asked, account: try service.requiredAccount(settings))
            switch format {
            case .table: print(found.table)
            case .csv: printRows(found.rows, .csv)
            case .json: print(found.row.json)
            }
        }
    }
}

/// Which bill, and how it is read.
struct BillOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where the bill comes from: service, or a file.", valueName: "service|file"),
        completion: .file())
    var from: String?

    @Option(
        help: ArgumentHelp(
            "Which column of the file holds request_id, time, price, quota, duration, type, model "
                + "or characters; may be given several times.", valueName: "field=name"))
    var column: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only calls since then: 2026-11-01, \"2026-11-01 12:00\", or ISO 8601.",
            valueName: "date"))
    var since: DateArgument?

    @Option(
        help: ArgumentHelp(
            "Until when the file holds every charge since its first row or --since; by default its "
                + "last row's time.", valueName: "date"))
    var until: DateArgument?

    @Option(
        help: ArgumentHelp(
            "How long after a call its charge may still come: 10, and 720 for Kling's own bill. No "
                + "call of these last minutes is called free.", valueName: "minutes"))
    var lateness: Int?

    @Flag(
        help: ArgumentHelp(
            "Say that nobody else calls with this token, from no other ledger either: then a charge "
                + "without a known request id is one of ours."))
    var oursAlone = false

    func validate() throws {
        guard (0...525_600).contains(lateness ?? 0) else {
            throw ValidationError("--lateness must be from 0 to 525600 minutes.")
        }
    }

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
