import KlingAPI
import Ledger
import SQLiteConnection
import SpeechTasks

/// Plans a batch without sending anything, and leaves nothing behind.
///
/// - Parameter account: whose learned pace, form and text length count; nil takes the service's
///   latest.
/// - Throws: ``BatchRunError``, `JobListError`, `LedgerError`.
package func planBatch(_ settings: RunSettings, account: Account?) async throws -> PlanFigures {
    let (_, service) = try Callee.address(settings.calls)
    let reader = try LedgerReader(path: settings.ledgerPath) ?? LedgerReader.empty()
    let learned = try reader.learned(of: account?.name, at: service)
    let callee = try Callee(settings.calls, learned: learned)
    let inputs = try await RunInputs(
        settings, limit: callee.textLimit(settings.calls, learned: learned))
    var reading = settings.reading(callee, learned: learned)
    try reader.withPaidTasks(
        ofBatch: settings.batchName, holdsUnknown: settings.holdsUnknown
    ) { paid in
        try reading.read(inputs, settings, paid: paid) { _ in }
    }
    return reading.figures
}
