import ArgumentParser
import Foundation

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
        version: Version.description,
        subcommands: CommandName.allCases.map(\.type))

    /// Runs what the command line says; what is wrong with it is printed as all output is.
    static func main() async {
        keepStandardStreams()
        // Whoever rotates logs sends it to every process of this name. A run listens to it once its
        // log is open; before that, and elsewhere, it must end nothing.
        signal(SIGUSR1, SIG_IGN)
        let line = CommandLineText(Array(CommandLine.arguments.dropFirst()))
        // The usage is shown where the parser refuses the line, and not below what a command says.
        var showsUsage = false
        do {
            try line.checkCommand()
            showsUsage = true
            var command = try parseAsRoot(line.arguments)
            showsUsage = false
            try line.checkRepeated(in: command)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            let code = exitCode(for: error)
            let message = showsUsage ? fullMessage(for: error) : message(for: error)
            if code == .success {
                if !message.isEmpty { printLines(message + line.moreHelp(in: message)) }
            } else if !message.isEmpty {
                note(line.advised(message))
            }
            Self.exit(withError: code)
        }
    }
}
