package import BatchPlanning
import Ledger
package import Logging
import Ledgers

/// Takes the callbacks of a ledger while no run is on, until the task is cancelled.
///
/// It holds the ledger as long: a run that is started meanwhile waits until this ends, and this waits
/// for a run that is on, without listening; the run takes its callbacks itself.
///
/// - Parameters:
///   - secrets: texts that no ledger and no log may hold, such as the account's token.
///   - mayWait: whether to wait for a run that holds the ledger; asked again while it does.
///   - onWait: told whom it waits for, once before waiting.
///   - onListening: told the host and the port, once callbacks are taken.
///   - onTaken: told of each callback once it is taken.
/// - Throws: ``PlanningError/badCallbacks(_:)``, ``BatchRunError/noCallbacks(_:)``, `LedgerError`.
package func serveCallbacks(
    _ terms: CallbackTerms, ledgerPath: String, secrets: [String] = [], logger: Logger,
    mayWait: @escaping @Sendable () -> Bool = { true },
    onWait: @escaping @Sendable (AwaitedRun) -> Void = { _ in },
    onListening: @escaping @Sendable (_ host: String, _ port: Int) async -> Void = { _, _ in },
    onTaken: @escaping @Sendable (TakenCallback) -> Void = { _ in }
) async throws {
    try terms.check()
    guard try LedgerReader(in: ledgerPath) != nil else {
        throw PlanningError.badCallbacks(
            "There is no ledger at \(ledgerPath) yet, so no call that could be told of; `run` makes "
                + "it. Another is named by --ledger.")
    }
    try await RunLedger.withLedger(
        in: ledgerPath, for: LedgerWork(command: "callbacks"), mayWait: mayWait,
        onWait: { onWait(AwaitedRun($0)) }
    ) { ledger in
        let desk = CallbackDesk(
            ledger: ledger, secrets: secrets, logger: logger, onTaken: onTaken)
        try await CallbackService(terms, of: ledger, desk: desk).serve(onListening: onListening)
    }
}
