import BatchPlanning
import Foundation
import HTTPSupport
import KlingAPI
import Ledger
import Texts

/// Looks up, before anything is called again, what earlier runs left of unknown outcome.
///
/// What the service's log does not decide stays unknown; a log that cannot be read is told and is
/// never in the way.
struct UnknownCalls {
    let ledger: RunLedger
    let account: Account
    let callee: Callee
    let calls: CallSettings
    let control: RunControl
    let events: RunEvents

    /// Calls that are older are left to `reconcile`: the log of months would be read at each start.
    private static let oldest: TimeInterval = 7 * 86_400
    /// A log that takes longer is left alone.
    private static let longest = Duration.seconds(60)

    /// Settles what the log decides.
    ///
    /// - Parameter isAsked: what was said about it; nil looks up where the service is known to have
    ///   such a log.
    func lookUp(isAsked: Bool?) async throws {
        guard isAsked ?? (callee.form.name == .gateway), !control.isStopping else { return }
        let start = Int(Date().addingTimeInterval(-Self.oldest).timeIntervalSince1970 * 1000)
        let open = try ledger.reader.calls(
            at: callee.service, account: account.name, time: start...Int.max
        ).filter(\.isOpen)
        guard let first = open.first else { return }
        do {
            let since = Date(timeIntervalSince1970: Double(first.armedAt) / 1000)
            let found = try await events.saying(
                "still looking up \(counted(open.count, "call")) of unknown outcome in the log of "
                    + "\(callee.service), for a minute at most", after: .seconds(5)
            ) { try await bill(since: since) }
            try await settle(open, found)
        } catch let error as BatchRunError {
            report(open.count, unread: "\(error)")
        } catch is DeadlinePassed {
            report(open.count, unread: "the log took longer than \(Self.longest)")
        }
    }

    /// What the log says, without waiting for one that asks for patience.
    private func bill(since: Date) async throws -> BillLookup {
        var settings = ReconcileSettings(ledgerPath: ledger.path, calls: calls)
        settings.since = since
        let fetch = BillFetch(deadline: .seconds(20)) { _ in
            throw BillError.tooManyRequests(retryAfterSeconds: nil)
        }
        return try await withDeadline(Self.longest) { [settings, account, ledger] in
            try await BillLookup(settings, account: account, in: ledger.reader, fetch: fetch)
        }
    }

    /// Writes down what became of the calls that are not known; prices stay the batch's, unless the
    /// log has higher ones: that its money is yuan is for a person to say.
    private func settle(_ open: [LedgerCall], _ lookup: BillLookup) async throws {
        let prices = Dictionary(uniqueKeysWithValues: open.map { ($0.attempt, $0.price) })
        let outcomes = lookup.outcomes.compactMap { outcome -> BilledOutcome? in
            guard let usual = prices[outcome.attempt] else { return nil }
            guard case .charged(let price) = outcome.resolution else { return outcome }
            return BilledOutcome(
                attempt: outcome.attempt, resolution: .charged(price: max(usual, price ?? usual)),
                requestID: outcome.requestID)
        }
        _ = try await ledger.resolve(outcomes)
        let found = lookup.reconciliation
        events.report(
            .notice(
                "calls of unknown outcome, by the bill of \(callee.service): "
                    + "\(found.count(.charged)) charged, \(found.count(.free)) free, "
                    + "\(found.count(.notKnown)) not known"))
    }

    private func report(_ count: Int, unread reason: String) {
        let reason = OutsideText(secrets: account.credential.secrets).message(reason)
        events.report(
            .notice(
                "what became of \(counted(count, "call")) of unknown outcome could not be looked up, "
                    + "so nothing is taken to be free: \(reason)"))
    }
}
