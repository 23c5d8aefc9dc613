import ArgumentParser
import BatchRun
import RunLedger

/// `kling-batch run`.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Turn job lists into audio. The same command again goes on where it stopped.",
        discussion: """
            EXAMPLE
              kling-batch run lines.csv --voice reader_en_m-v1 --output audio --budget 20
            """)

    @OptionGroup(title: "Job lists") var list: ListOptions
    @OptionGroup(title: "Voice") var voice: VoiceOptions
    @OptionGroup(title: "Batch") var batch: BatchOptions
    @OptionGroup(title: "Money") var money: MoneyOptions
    @OptionGroup(title: "Service and pace") var service: ServiceOptions
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions
    @OptionGroup(title: "Progress") var progress: ProgressOptions

    func run() async throws {
        try await reportingErrors {
            let settings = try await ledger.settings()
            let run = try runSettings(settings)
            let account = try service.requiredAccount(settings)
            try await runWatched(progress, settings, ledgerPath: run.ledgerPath) {
                monitor, logger in
                try await runBatch(run, account: account, monitor: monitor, logger: logger)
            }
        }
    }

    private func runSettings(_ settings: Settings) throws -> RunSettings {
        var run = RunSettings(
            inputs: list.lists,
            reading: try list.reading(settings, defaults: voice.defaults(settings)),
            batchName: batch.batch ?? list.usualBatchName,
            outputFolder: try batch.outputFolder(settings), ledgerPath: try ledger.path(settings),
            calls: try service.callSettings(settings, language: voice.language))
        run.skipsInvalid = try settings.flag(list.skipInvalid, .skipInvalid)
        run.waitsForLedger = try !settings.flag(batch.noWait, .noWait)
        try money.apply(to: &run, settings)
        return run
    }
}

/// Which batch is run, and where its tracks go.
struct BatchOptions: ParsableArguments {
    @Option(
        help: Setting.output.help("The folder the tracks go to.", valueName: "folder"),
        completion: .directory)
    var output: String?

    @Option(
        help: ArgumentHelp(
            "The batch's name; by default the first list's.", valueName: "name"))
    var batch: String?

    @Flag(
        inversion: .prefixedNo,
        help: Setting.noWait.help("Exit at once if another run holds the ledger."))
    var noWait: Bool?

    func outputFolder(_ settings: Settings) throws -> String {
        guard let folder = try settings.value(output, .output) else {
            throw ValidationError("Name the folder the tracks go to with --output.")
        }
        return absolutePath(folder)
    }
}
