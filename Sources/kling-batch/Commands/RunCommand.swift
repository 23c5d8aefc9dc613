import ArgumentParser
import BatchPlanning
import BatchRun
import JobLists
import Ledger

/// `kling-batch run`.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract:
            "Turn job lists, books and subtitles into audio; the same command again goes on.",
        discussion: """
            EXAMPLE
              kling-batch run lines.csv --voice reader_en_m-v1 --output audio --budget 20
              kling-batch run novel.epub --voice calm_story1
              kling-batch run season1/*.srt --voice oversea_male1
            """)

    @OptionGroup(title: "Inputs") var list: ListOptions
    @OptionGroup(title: "Voice") var voice: VoiceOptions
    @OptionGroup(title: "Book") var book: BookOptions
    @OptionGroup(title: "Subtitles") var subtitles: SubtitleOptions
    @OptionGroup(title: "Audiobook") var audiobook: AudiobookOptions
    @OptionGroup(title: "Batch") var batch: BatchOptions
    @OptionGroup(title: "Money") var money: MoneyOptions
    @OptionGroup(title: "Making") var making: MakingOptions
    @OptionGroup(title: "Service and pace") var service: ServiceOptions
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions
    @OptionGroup(title: "Progress") var progress: ProgressOptions

    func run() async throws {
        try await reportingErrors {
            let settings = try await ledger.settings()
            let run = try runSettings(settings)
            let account = try service.requiredAccount(settings)
            try await runWatched(progress, settings, ledgerPath: run.ledgerPath) {
                control, logger, onEvent in
                try await runBatch(
                    run, account: account, control: control, logger: logger, onEvent: onEvent)
            }
        }
    }

    private func runSettings(_ settings: Settings) throws -> RunSettings {
        var run = RunSettings(
            inputs: list.lists,
            reading: try list.reading(settings, defaults: voice.defaults(settings)),
            batchName: batch.batch ?? list.usualBatchName,
            outputFolder: try batch.outputFolder(settings, list),
            ledgerPath: try ledger.path(settings),
            calls: try service.callSettings(settings, language: voice.language))
        run.skipsInvalid = try settings.flag(list.skipInvalid, .skipInvalid)
        run.rules = try making.rules(settings)
        run.book = try book.bookSettings(settings, encoding: run.reading.encoding)
        try audiobook.apply(to: &run.book, settings)
        run.subtitles = try subtitles.subtitleSettings(
            settings, roles: run.book.rolesPath, inputCount: list.lists.count)
        try money.apply(to: &run, settings)
        return run
    }
}

/// Which batch is run, and where its tracks go.
struct BatchOptions: ParsableArguments {
    @Option(
        help: Setting.output.help(
            "The folder the tracks go to; by default one named after the first input, here.",
            valueName: "folder"),
        completion: .directory)
    var output: String?

    @Option(
        help: ArgumentHelp(
            "The batch's name; by default the first input's.", valueName: "name"))
    var batch: String?

    /// The folder that was named, or one named after the first input; beside a folder of texts.
    func outputFolder(_ settings: Settings, _ list: ListOptions) throws -> String {
        let folder = try settings.value(output, .output) ?? batch ?? list.usualBatchName
        let path = absolutePath(folder)
        let isInput = list.lists.contains { absolutePath($0) == path }
        return isInput ? path + "-audio" : path
    }
}
