import Foundation
import Ledger
import Ledgers

/// Gives a batch another name.
///
/// - Throws: `LedgerError` where a run is on, there is no such batch, or the new name is taken.
package func renameBatch(
    named name: String, to newName: String, ledgerPath: String
) async throws {
    try await withBatch(named: name, of: ledgerPath, for: "batches rename") { ledger, row in
        try ledger.rename(row, to: newName)
    }
}

/// Forgets a batch's jobs; its calls, their money and their clips stay.
///
/// - Parameter evenInDoubt: see `RunLedger.forget`.
package func forgetBatch(
    named name: String, evenInDoubt: Bool, ledgerPath: String
) async throws {
    try await withBatch(named: name, of: ledgerPath, for: "batches forget") { ledger, row in
        try ledger.forget(row, evenInDoubt: evenInDoubt)
    }
}

/// Puts a folder that was moved by hand in the place of the old one, wherever batches name it.
///
/// - Returns: the names of the batches that are changed by it.
/// - Throws: ``BatchRunError/cannotMove(_:)`` where the new folder is not there, or the old one still is.
package func relocateBatches(
    from old: String, to new: String, ledgerPath: String
) async throws -> [String] {
    guard FileManager.default.fileExists(atPath: new) else {
        throw BatchRunError.cannotMove(
            "\(new) is not there. Move the folder first, then say so.")
    }
    guard !FileManager.default.fileExists(atPath: old) else {
        throw BatchRunError.cannotMove(
            "\(old) is still there. `batches relocate` is for a folder that was moved as a whole; "
                + "`batches move` moves the files of one batch.")
    }
    guard try LedgerReader(in: ledgerPath) != nil else {
        throw BatchRunError.cannotMove("There is no ledger at \(ledgerPath).")
    }
    return try await RunLedger.withLedger(
        in: ledgerPath, for: LedgerWork(command: "batches relocate"), mayWait: { false }
    ) { try $0.relocate(from: old, to: new) }
}

/// Opens a ledger that is there for a change of one batch, which is not forgotten.
func withBatch<Value>(
    named name: String, of ledgerPath: String, for command: String,
    _ body: (RunLedger, BatchRow) async throws -> Value
) async throws -> Value {
    guard try LedgerReader(in: ledgerPath)?.batch(named: name) != nil else {
        throw LedgerError.noBatch(name: name, path: ledgerPath)
    }
    return try await RunLedger.withLedger(
        in: ledgerPath, for: LedgerWork(command: command, batch: name), mayWait: { false }
    ) { ledger in
        guard let row = try ledger.reader.batch(named: name) else {
            throw LedgerError.noBatch(name: name, path: ledgerPath)
        }
        if row.forgottenAt != nil { throw LedgerError.forgotten(name: name) }
        return try await body(ledger, row)
    }
}
