import ArgumentParser
import BatchRun
import Foundation
import Ledger
import ReportForms
import Reports
import SpeechTasks
import Texts

/// `kling-batch batches`.
struct BatchesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batches",
        abstract: "List the batches of a ledger, the latest first; move, rename or forget one.",
        discussion: """
            None of the commands below works while a run is on.

            EXAMPLE
              kling-batch batches
              kling-batch batches move season1 /films/season1/audio
              kling-batch batches rename season1 season-one
              kling-batch batches forget season1
              kling-batch batches relocate /home/me/films /mnt/films
            """,
        subcommands: [
            MoveBatchCommand.self, RenameBatchCommand.self, ForgetBatchCommand.self,
            RelocateCommand.self,
        ])

    @OptionGroup(title: "Ledger") var ledger: LedgerOptions

    @Option(.format) var format: ReportForm

    func run() async throws {
        try await reportingErrors {
            let reader = try ledger.reader(try ledger.settings())
            let rows = try reader.batches().filter { $0.forgottenAt == nil }
                .map { try figures(of: $0, in: reader) }
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

/// Which ledger a command below `batches` is about; its option may stand before the command's name.
struct BatchesLedger: ParsableArguments {
    @ParentCommand var batches: BatchesCommand
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions

    /// The ledger's file.
    func path() throws -> String {
        var ledger = ledger
        ledger.ledger = ledger.ledger ?? batches.ledger.ledger
        ledger.config = ledger.config ?? batches.ledger.config
        return try ledger.path(try ledger.settings())
    }
}

/// `kling-batch batches move`.
struct MoveBatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Move the files that a batch has made to another folder.",
        discussion: """
            Files of others stay, and nothing is replaced. A move that was cut short is ended by the \
            same command.

            EXAMPLE
              kling-batch batches move season1 /films/season1/audio
            """)

    @Argument(help: "The batch.") var batch: String
    @Argument(help: "The new folder, made if it is missing.", completion: .directory)
    var folder: String
    @OptionGroup var ledger: BatchesLedger

    func run() async throws {
        try await reportingErrors {
            let target = absolutePath(folder)
            let moved = try await moveBatch(
                named: batch, to: target, ledgerPath: try ledger.path())
            for path in moved.left { note("\(path) is not as the batch made it, and stays.") }
            printLines(
                "\(counted(moved.count, "file")) (\(sizeText(moved.byteCount))) moved; the batch "
                    + "“\(batch)” makes its tracks in \(target) from now on.")
        }
    }
}

/// `kling-batch batches rename`.
struct RenameBatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give a batch another name.",
        discussion: """
            EXAMPLE
              kling-batch batches rename season1 season-one
            """)

    @Argument(help: "The batch.") var batch: String
    @Argument(help: "Its new name.") var newName: String
    @OptionGroup var ledger: BatchesLedger

    func validate() throws {
        guard !newName.isEmpty else { throw ValidationError("The new name is empty.") }
    }

    func run() async throws {
        try await reportingErrors {
            try await renameBatch(named: batch, to: newName, ledgerPath: try ledger.path())
            printLines(
                "“\(batch)” is “\(newName)” now; run it with \(newName.shellOption("--batch")).")
        }
    }
}

/// `kling-batch batches forget`.
struct ForgetBatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Forget a batch's jobs; its calls, their cost and the paid clips stay.",
        discussion: """
            Its tracks stay where they are and are files like any others from then on. Its name is \
            free again, and a text that was paid for costs nothing in another batch. It is refused \
            while money is in doubt.

            EXAMPLE
              kling-batch batches forget season1
            """)

    @Argument(help: "The batch.") var batch: String
    @Flag(.inDoubtToo) var inDoubtToo: Bool
    @OptionGroup var ledger: BatchesLedger

    func run() async throws {
        try await reportingErrors {
            try await forgetBatch(
                named: batch, evenInDoubt: inDoubtToo, ledgerPath: try ledger.path())
            printLines(
                "“\(batch)” is forgotten; what it cost stays in `kling-batch report --all`, and its "
                    + "tracks and clips where they are.")
        }
    }
}

/// `kling-batch batches relocate`.
struct RelocateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relocate",
        abstract: "Say that a folder with inputs and tracks was moved as a whole.",
        discussion: """
            Move the folder with any tool first. Inputs and output folders of all batches below it \
            change together; no file is touched.

            EXAMPLE
              mv /home/me/films /mnt/films
              kling-batch batches relocate /home/me/films /mnt/films
            """)

    @Argument(help: "Where the folder was.") var old: String
    @Argument(help: "Where it is now.", completion: .directory) var new: String
    @OptionGroup var ledger: BatchesLedger

    func run() async throws {
        try await reportingErrors {
            let names = try await relocateBatches(
                from: absolutePath(old), to: absolutePath(new), ledgerPath: try ledger.path())
            printLines(
                names.isEmpty
                    ? "No batch has an input or its tracks below \(absolutePath(old))."
                    : "Changed: \(names.joined(separator: ", ")).")
        }
    }
}
