import ArgumentParser
import BatchRun
import Foundation
import Ledger
import ReportForms
import Reports
import SpeechTasks

/// `kling-batch batches`.
struct BatchesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batches",
        abstract: "List the batches of a ledger, the latest first.",
        discussion: """
            EXAMPLE
              kling-batch batches
            """)

    @OptionGroup(title: "Ledger") var ledger: LedgerOptions

    @Option(.format) var format: ReportForm

    func run() async throws {
        try await reportingErrors {
            let reader = try ledger.reader(try ledger.settings())
            let rows = try reader.batches().map { try figures(of: $0, in: reader) }
            printRows(rows, format)
        }
    }

    private func figures(of batch: BatchRow, in reader: LedgerReader) throws -> ReportRow {
        let account = try BatchAccount(sumsOf: batch, in: reader)
        var row = ReportRow()
        row.add("batch", .text(batch.name))
        row.add("service", .text(batch.service.name))
        row.add("done", .count(account.jobs(.done)))
        row.add("failed", .count(account.jobs(.failed)))
        row.add("held", .count(account.jobs(.held)))
        row.add("waiting", .count(account.waiting))
        row.add("surely_spent_cny", .money(account.calls.surelySpent))
        row.add("output", .text(batch.outputFolder))
        row.add("inputs", .text(batch.inputs.joined(separator: " ")))
        return row
    }
}
