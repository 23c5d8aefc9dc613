package import Ledger
import Ledgers

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
    let reader = try LedgerReader.orEmpty(in: settings.ledgerPath)
    let callee = try Callee(settings.calls, account: account, knownIn: reader)
    let inputs = try await RunInputs(settings, limit: callee.textLimit, takeBook: takeBook)
    // What a run would refuse is refused here, and what it would say is said.
    let change = try reader.change(by: settings.terms(at: callee.service, account: account))
    let taken = try reader.tracks(in: settings.outputFolder, ofOthersThan: settings.batchName)
    var reading = PlanReading(settings, callee, change: change)
    try reader.withPaidTasks(
        ofBatch: settings.batchName, holdsUnknown: settings.holdsUnknown
    ) { paid in
        try reading.read(inputs, settings, paid: paid) { job in
            if let batch = taken[job.output] {
                throw LedgerError.outputTaken(output: job.output, batch: batch)
            }
            try body(job)
        }
    }
    var plan = reading.plan
    plan.costs.terms = try reader.terms(
        settings, account: account, plan: plan, isAfterTrial: change.isAfterTrial)
    return plan
}
