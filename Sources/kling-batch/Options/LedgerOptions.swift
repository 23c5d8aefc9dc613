import ArgumentParser
import Foundation
import Ledger
import SQLiteConnection

/// Which ledger, and which configuration.
struct LedgerOptions: ParsableArguments {
    @Option(
        help: Setting.ledger.help(
            "The ledger's file; clips lie beside it. By default "
                + "$XDG_DATA_HOME/kling-batch/ledger.sqlite.", valueName: "file"),
        completion: .file())
    var ledger: String?

    @Option(
        help: ArgumentHelp(
            "The configuration file; by default $XDG_CONFIG_HOME/kling-batch/config.json.",
            valueName: "file"),
        completion: .file())
    var config: String?

    func settings() async throws -> Settings {
        try await Settings(configurationFile: config)
    }

    func path(_ settings: Settings) throws -> String {
        let path = try settings.value(ledger, .ledger)
        return path.map(absolutePath)
            ?? xdgFolder("XDG_DATA_HOME", orHome: ".local/share") + "/kling-batch/ledger.sqlite"
    }

    /// The ledger, for reading only.
    func reader(_ settings: Settings) throws -> LedgerReader {
        let path = try path(settings)
        guard let reader = try LedgerReader(path: path) else {
            throw ValidationError(
                "There is no ledger at \(path) yet; `run` makes it. Another is named by --ledger.")
        }
        return reader
    }
}

/// The batch a command asks about.
struct BatchArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The batch; by default the one that ran last.", valueName: "batch"))
    var name: String?

    func row(in reader: LedgerReader, path: String) throws -> BatchRow {
        let row = try name.map { try reader.batch(named: $0) } ?? reader.latestBatch()
        guard let row else { throw LedgerError.noBatch(name: name ?? "", path: path) }
        return row
    }
}

/// A path without `.`, `..` and doubled slashes, from the current folder on.
func absolutePath(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
}
