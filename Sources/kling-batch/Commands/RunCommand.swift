package import ArgumentParser
package import BatchPlanning
import BatchRun

/// `kling-batch run`.
package typealias RunCommand = BatchCommand<RunVerb>

/// Makes a batch.
package enum RunVerb: BatchVerb {
    /// `run` shares all its options.
    package struct Options: ParsableArguments {
        /// No options.
        package init() {}
    }

    /// What the help says of `run`.
    package static let configuration = CommandConfiguration(
        commandName: "run",
        abstract:
            "Turn job lists, books and subtitles into audio; the same command again goes on.",
        discussion: """
            EXAMPLE
              kling-batch run lines.csv --voice reader_en_m-v1 --output audio --budget 20
              kling-batch run novel.epub --voice calm_story1
              kling-batch run season1/*.srt --voice oversea_male1
            """)

    /// Runs the batch under the eyes of a person.
    package static func perform(
        _ run: RunSettings, told command: RunCommand, _ settings: Settings
    ) async throws {
        let account = try command.service.requiredAccount(settings)
        try await runWatched(command.progress, settings, ledgerPath: run.ledgerPath) {
            control, logger, onEvent in
            try await runBatch(
                run, account: account, control: control, logger: logger, onEvent: onEvent)
        }
    }
}
