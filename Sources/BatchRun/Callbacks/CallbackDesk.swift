import Foundation
import HTTPSupport
import KlingAPI
import Ledger
import Logging
import Synchronization

/// Writes what services call back into the ledger, and says so to a run that is on.
///
/// A callback counts as taken once what it says is committed, or once it is known to say nothing new.
final class CallbackDesk: Sendable {
    /// Writes a call's end down, for good.
    typealias Settle =
        @Sendable (AttemptID, AttemptEnd, AttemptReply) async throws -> Settlement

    private let ledger: RunLedger
    private let outside: OutsideText
    private let logger: Logger
    private let onTaken: @Sendable (TakenCallback) -> Void
    /// How a run that is on settles calls, so that its stages hear of it.
    private let settling = Mutex<Settle?>(nil)

    /// - Parameters:
    ///   - secrets: texts that no ledger and no log may hold.
    ///   - onTaken: told of each callback once it is taken.
    init(
        ledger: RunLedger, secrets: [String], logger: Logger,
        onTaken: @escaping @Sendable (TakenCallback) -> Void = { _ in }
    ) {
        self.ledger = ledger
        outside = OutsideText(secrets: secrets)
        self.logger = logger
        self.onTaken = onTaken
    }

    /// Lets a run settle the calls that callbacks tell of; nil once it is over.
    func settle(through settle: Settle?) {
        settling.withLock { $0 = settle }
    }

    /// Takes a callback.
    ///
    /// - Throws: where it is not written down, so that it has to come again.
    func take(_ arrival: CallbackArrival) async throws {
        let taken = try await outcome(of: arrival)
        logger.debug(
            "Callback taken",
            metadata: ["attempt": "\(arrival.attempt)", "outcome": "\(taken.rawValue)"])
        onTaken(taken)
    }

    private func outcome(of arrival: CallbackArrival) async throws -> TakenCallback {
        let attempt = AttemptID(number: arrival.attempt)
        switch arrival.outcome {
        case .succeeded(let audio):
            guard let reply = AttemptReply(audio, outside) else {
                return unreadable(arrival)
            }
            return switch try await settle(attempt, as: .succeeded, reply: reply) {
            case .settled: .succeeded
            case .paidTwice: .paidTwice
            case .stale: .nothingNew
            }
        case .failed(let message):
            let reply = AttemptReply(message: outside.message(message))
            if try await settle(attempt, as: .refused, reply: reply) != .stale { return .refused }
            // The call's own reply decides, and it may still come: until then nothing is written.
            if try isUnderWay(attempt) { throw CallbackTooEarly() }
            return .nothingNew
        case .working:
            return .nothingNew
        case .unreadable:
            return unreadable(arrival)
        }
    }

    private func settle(
        _ attempt: AttemptID, as end: AttemptEnd, reply: AttemptReply
    ) async throws -> Settlement {
        if let settle = settling.withLock({ $0 }) {
            return try await settle(attempt, end, reply)
        }
        return try await ledger.takeCallback(for: attempt, end: end, reply: reply)
    }

    private func isUnderWay(_ attempt: AttemptID) throws -> Bool {
        try ledger.reader.calls(named: "\(attempt.number)").contains {
            $0.attempt == attempt && $0.state == .armed
        }
    }

    private func unreadable(_ arrival: CallbackArrival) -> TakenCallback {
        let start = String(decoding: arrival.body.prefix(4096), as: UTF8.self)
        logger.debug(
            "Callback cannot be read",
            metadata: [
                "attempt": "\(arrival.attempt)", "body": "\(outside.message(start))",
            ])
        return .unreadable
    }
}

/// A failure that is told while the call is still under way.
private struct CallbackTooEarly: Error {}

extension AttemptReply {
    /// What a callback says of its audio; nil where its address cannot be kept.
    fileprivate init?(_ audio: CallbackAudio, _ outside: OutsideText) {
        guard let address = outside.address(audio.url), !address.isEmpty else { return nil }
        self.init(
            audioID: audio.id.map(outside.identifier), audioURL: address,
            durationMilliseconds: audio.durationMilliseconds, createdAt: audio.createdAt,
            units: audio.units.map(outside.identifier))
    }
}
