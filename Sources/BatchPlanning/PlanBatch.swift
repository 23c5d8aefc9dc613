package import Ledger
import SQLiteConnection

/// Plans a batch without sending anything, and leaves nothing behind.
///
/// - Parameters:
///   - account: whose learned pace, form and text length count; nil takes the service's latest.
///   - body: is handed each job as it would be asked for.
///   - takeBook: is handed each book as it is going to be spoken.
/// - Throws: ``PlanningError``, `JobListError`, `LedgerError`.
package func planBatch(
    _ settings: RunSettings, account: Account?,
    _ body: (PlannedJob) throws -> Void = { _ in },
    takeBook: (SpokenBook) -> Void = { _ in }
) async throws -> BatchPlan {
    let reader = try LedgerReader(path: settings.ledgerPath) ?? LedgerReader.empty()
    let callee = try Callee(settings.calls, account: account, knownIn: reader)
    let inputs = try await RunInputs(settings, limit: callee.textLimit, takeBook: takeBook)
    var reading = PlanReading(settings, callee)
    try reader.withPaidTasks(
        ofBatch: settings.batchName, holdsUnknown: settings.holdsUnknown
    ) { paid in
        try reading.read(inputs, settings, paid: paid, body)
    }
    return reading.plan
}
