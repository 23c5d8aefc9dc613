import ArgumentParser
import BatchRun
import Ledger
import Ledgers
import ReportForms
import Reports
import Texts

/// `kling-batch verify`.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that every job has its track, and every file its hash and length.",
        discussion: """
            EXAMPLE
              kling-batch verify lines

            Exit code 2 and a list where something is missing or changed.
            """)

    @OptionGroup var batch: BatchArgument
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions

    func run() async throws {
        try await reportingErrors {
            let settings = try ledger.settings()
            let path = try ledger.path(settings)
            let reader = try ledger.reader(settings)
            let row = try batch.row(in: reader, path: path)
            var faults = 0
            let files = try await verifyBatch(
                row, in: reader, clipsFolder: clipsFolder(ofLedger: path)
            ) { fault in
                faults += 1
                printLines("\(fault.file): \(fault.reason)")
            }
            let found = "\(counted(files, "file")) checked, \(counted(faults, "fault"))"
            printLines("\(row.name): \(found)")
            if faults > 0 { throw ExitCode(2) }
        }
    }
}
