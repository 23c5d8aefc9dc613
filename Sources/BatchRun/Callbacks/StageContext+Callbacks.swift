import BatchPlanning
import KlingAPI
import Ledger
import Texts

extension StageContext {
    /// Takes callbacks as long as `body` takes, if they are asked for.
    func takingCallbacks(
        of run: RunID, _ body: (CallbackService?) async throws -> RunEnd
    ) async throws -> RunEnd {
        guard let terms = calls.callbacks else { return try await body(nil) }
        let desk = CallbackDesk(ledger: ledger, secrets: account.secrets, logger: logger)
        let service = try await CallbackService(terms, of: ledger, desk: desk)
        let waiting = try await ledger.waitForCallbacks(
            run, milliseconds: terms.waitMilliseconds)
        if waiting > 0 {
            events.report(
                .notice(
                    "\(counted(waiting, "text")) that an earlier run had sent when it ended: "
                        + "callbacks may tell of them, and are waited for first"))
        }
        return try await service.serving { [events] reason in
            events.report(.notice("callbacks are taken no longer: \(reason)"))
        } _: {
            try await body(service)
        }
    }

    /// Who is told of each call's result.
    func callbackTarget(_ service: CallbackService?) -> CallbackTarget {
        if let service, let terms = calls.callbacks {
            return .thisRun(
                service.settings.addresses, waitMilliseconds: terms.waitMilliseconds)
        }
        return calls.callbackURL.map(CallbackTarget.elsewhere) ?? .nobody
    }
}

extension Account {
    /// Every text that no ledger and no log may hold.
    fileprivate var secrets: [String] { credential.secrets }
}
