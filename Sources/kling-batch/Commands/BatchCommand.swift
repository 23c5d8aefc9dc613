package import ArgumentParser
package import BatchPlanning
import JobLists
import Ledger
import Ledgers

/// A command that is told of a batch by its inputs.
///
/// `run` and `plan` take the same options: one command line says what a batch will cost and makes it.
package struct BatchCommand<Verb: BatchVerb>: AsyncParsableCommand {
    /// The name and what the help says.
    package static var configuration: CommandConfiguration { Verb.configuration }

    @OptionGroup(title: "Inputs") var list: ListOptions
    @OptionGroup(title: "Voice") var voice: VoiceOptions
    @OptionGroup(title: "Tracks") var tracks: TrackOptions
    @OptionGroup(title: "Book") var book: BookOptions
    @OptionGroup(title: "Book details") var details: DetailOptions
    @OptionGroup(title: "Audiobook") var audiobook: AudiobookOptions
    @OptionGroup(title: "Subtitles") var subtitles: SubtitleOptions
    @OptionGroup(title: "Batch") var batch: BatchOptions
    @OptionGroup(title: "Making") var making: MakingOptions
    @OptionGroup(title: "Money") var money: MoneyOptions
    @OptionGroup(title: "Service") var service: ServiceOptions
    @OptionGroup(title: "Pace") var pace: PaceOptions
    @OptionGroup(title: "Callbacks") var callbacks: CallbackOptions
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions
    @OptionGroup(title: "Progress") var progress: ProgressOptions
    @OptionGroup var own: Verb.Options

    /// The options before a command line is read into them.
    package init() {}

    /// Does what the verb says.
    package func run() async throws {
        try await reportingErrors {
            let settings = try ledger.settings()
            let run = try runSettings(settings)
            try requireVoice(run)
            try await Verb.perform(run, told: self, settings)
        }
    }

    /// Refuses books and subtitles that nobody reads: unlike rows, they name no voice themselves.
    private func requireVoice(_ run: RunSettings) throws {
        let silent = run.inputs.first { path in
            run.kind(of: path).map { $0 != .list } ?? false
        }
        guard run.reading.defaults.voiceID == nil, let silent else { return }
        throw ValidationError(
            "\(silent) has no voice: give --voice ID, such as --voice reader_en_m-v1; "
                + "`kling-batch voices` lists them.")
    }

    /// What is asked of the batch.
    ///
    /// - Throws: `ValidationError` where an option does nothing for these inputs or beside another.
    package func runSettings(_ settings: Settings) throws -> RunSettings {
        let ledgerPath = try ledger.path(settings)
        let reader = try LedgerReader(in: ledgerPath)
        let list = try list.without(filesMadeBy: reader)
        let name = batch.batch ?? list.usualBatchName
        var run = RunSettings(
            inputs: list.inputs, batchName: name,
            outputFolder: try batch.outputFolder(
                settings, list, known: reader?.outputFolder(ofBatch: name)),
            ledgerPath: ledgerPath, calls: CallSettings())
        run.isBatchNamed = batch.batch != nil
        try settings.take(.project, batch.project, into: &run.project)
        list.noteLeftOut()
        try list.apply(to: &run, settings)
        try list.checkFormat(run)
        try refuseIdle(
            SettingFacts.given(in: self, of: .run),
            for: list.inputs.map { (path: $0, kind: run.kind(of: $0)) })
        try list.check(run)
        try voice.apply(to: &run, settings)
        run.lexiconPaths = try book.lexiconPaths(settings)
        run.lists.lexiconPaths = book.lexicon
        try book.apply(to: &run.book, settings)
        try tracks.apply(to: &run, settings, nameTemplate: list.nameTemplate)
        let bookCount = list.inputs.count { run.kind(of: $0) == .book }
        try details.apply(to: &run.book, bookCount: bookCount)
        try audiobook.apply(to: &run, settings, tracks: tracks)
        run.subtitles.rolesPath = run.book.rolesPath
        try list.checkRoles(run, given: book.roles)
        try subtitles.apply(to: &run.subtitles, settings, inputCount: list.inputs.count)
        try subtitles.applyConfidence(to: &run, settings)
        try making.apply(to: &run.rules, settings)
        try money.apply(to: &run, settings)
        try service.apply(to: &run.calls, settings)
        try pace.apply(to: &run.calls, settings)
        try callbacks.apply(to: &run.calls, settings)
        return run
    }
}

/// What is done with a batch.
package protocol BatchVerb: Sendable {
    /// The options of this verb alone.
    associatedtype Options: ParsableArguments
    /// The name and what the help says.
    static var configuration: CommandConfiguration { get }

    /// Does it.
    ///
    /// - Parameters:
    ///   - run: what is asked of the batch.
    ///   - command: the options that say how it is done.
    ///   - settings: what environment and configuration file say.
    static func perform(
        _ run: RunSettings, told command: BatchCommand<Self>, _ settings: Settings) async throws
}
