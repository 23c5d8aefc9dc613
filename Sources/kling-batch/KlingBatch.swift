import ArgumentParser

/// The command.
@main
struct KlingBatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kling-batch",
        abstract: "Turns books, subtitles and job lists into audio through the Kling TTS API.",
        discussion: """
            EXAMPLE
              export KLING_API_TOKEN=…
              kling-batch plan lines.csv --voice reader_en_m-v1
              kling-batch run lines.csv --voice reader_en_m-v1 --output audio

            The same run command again goes on where the last one stopped, and pays for nothing \
            twice. Exit codes: 0 all done, 1 stopped by an error that concerns the whole run, \
            2 finished but some jobs failed or are held, 3 stopped by the budget or the plan's \
            promise, 64 bad usage or bad input, 130 interrupted.
            """,
        version: "0.1.0",
        subcommands: CommandName.allCases.map(\.type))

    /// Runs what the command line says; what is wrong with it is printed as all output is.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            let code = exitCode(for: error)
            let message = fullMessage(for: error)
            if !message.isEmpty { code == .success ? printLines(message) : note(message) }
            Self.exit(withError: code)
        }
    }
}
