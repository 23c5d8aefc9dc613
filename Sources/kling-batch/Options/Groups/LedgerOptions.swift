import ArgumentParser
import Foundation
import Ledger
import Ledgers

/// Which ledger, and which configuration.
struct LedgerOptions: ParsableArguments {
    @Option(.ledger) var ledger: String?
    @Option(.config) var config: String?

    /// What environment and configuration file say.
    func settings() throws -> Settings {
        try Settings(configurationFile: config)
    }

    /// The ledger's file, or the address of its server.
    func path(_ settings: Settings) throws -> String {
        guard let name = try settings.value(.ledger, ledger) else { return usualLedger() }
        return isServerAddress(name) ? name : absolutePath(name)
    }

    /// The ledger, for reading only.
    func reader(_ settings: Settings) throws -> LedgerReader {
        let path = try path(settings)
        guard let reader = try LedgerReader(in: path) else {
            throw ValidationError(
                "There is no ledger at \(path): no batch was run yet, or name the ledger of another "
                    + "place with --ledger.")
        }
        return reader
    }
}

/// The batch a command asks about.
struct BatchArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The batch; by default the one that ran last.", valueName: "batch"),
        completion: Completions.batches)
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
