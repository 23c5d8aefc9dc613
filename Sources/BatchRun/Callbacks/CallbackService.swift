import BatchPlanning
import Foundation
import KlingAPI
import Ledger
import Synchronization

/// The callbacks of a ledger, served as long as something else goes on.
struct CallbackService: Sendable {
    let settings: CallbackServerSettings
    let desk: CallbackDesk

    /// A service for a ledger under these terms.
    ///
    /// - Throws: ``PlanningError/badCallbacks(_:)``.
    init(_ terms: CallbackTerms, of ledger: RunLedger, desk: CallbackDesk) async throws {
        let secret = try await ledger.secret(named: "callback")
        settings = try terms.serverSettings(secret: Data(secret))
        self.desk = desk
    }

    /// Serves until the task is cancelled.
    ///
    /// - Parameter onListening: told the host and the port, once callbacks are taken.
    /// - Throws: ``BatchRunError/noCallbacks(_:)`` where the address cannot be listened at.
    func serve(
        onListening: @escaping @Sendable (_ host: String, _ port: Int) async -> Void
    ) async throws {
        do {
            try await CallbackServer.run(settings, onListening: onListening) { [desk] in
                try await desk.take($0)
            }
        } catch let error as CallbackServerError {
            throw BatchRunError.noCallbacks("\(error)")
        }
    }

    /// Serves beside `body`, which begins once callbacks are taken.
    ///
    /// A server that fails later ends nothing, because calls are under way by then: they only wait in
    /// vain for their callbacks.
    ///
    /// - Parameter onFailure: told why callbacks are taken no longer.
    func serving<Value>(
        onFailure: @escaping @Sendable (String) -> Void, _ body: () async throws -> Value
    ) async throws -> Value {
        let isListening = Mutex(false)
        let (beginnings, begun) = AsyncStream<Void>.makeStream()
        async let server: Void = {
            defer { begun.finish() }
            do {
                try await serve { _, _ in
                    isListening.withLock { $0 = true }
                    begun.yield()
                }
            } catch {
                if isListening.withLock({ $0 }) { onFailure("\(error)") }
                throw error
            }
        }()
        guard await beginnings.first(where: { _ in true }) != nil else {
            try await server
            throw CancellationError()
        }
        return try await body()
    }
}
