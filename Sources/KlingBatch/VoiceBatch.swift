import BatchPlanning
import BatchRun
import Foundation
import Ledger
public import Logging
import Reports
import SQLiteConnection

/// A named batch of speech: what is to be voiced, where its tracks go, and what it may cost.
///
/// Everything that was paid for is kept in a ledger. The same batch again goes on where it stopped and
/// pays for nothing twice, also after its process was killed.
///
/// ```swift
/// let batch = VoiceBatch(settings)
/// let plan = try await batch.plan(for: account)
/// let end = try await batch.run(for: account)
/// ```
public struct VoiceBatch: Sendable {
    /// What the batch asks for.
    public var settings: BatchSettings

    /// A batch of these settings.
    public init(_ settings: BatchSettings) {
        self.settings = settings
    }

    /// Says what a run would call and pay; sends nothing and leaves nothing behind.
    ///
    /// - Parameter account: whose form, text length and pace count, as far as earlier runs found them;
    ///   nil takes the service's latest.
    /// - Throws: ``BatchError``.
    public func plan(for account: ServiceAccount? = nil) async throws(BatchError) -> PlanSummary {
        try await reporting {
            PlanSummary(
                try await planBatch(try settings.runSettings(), account: account?.account))
        }
    }

    /// Plans the batch into its ledger and makes what is missing of it.
    ///
    /// A run pays no more than its plan says and ``Budget/maximumUnknownSpend``, or than
    /// ``Budget/maximum`` where that is set. While it is on, another process that runs on the same
    /// ledger waits. Where the task around it is cancelled, calls in flight become of unknown outcome;
    /// ``RunStop/stop()`` lets them end.
    ///
    /// - Parameters:
    ///   - account: who pays.
    ///   - stop: ends the run from outside.
    ///   - logger: told of attempts and steps; never of the token or of texts.
    ///   - onEvent: told of every event, from whatever thread it comes; it must not wait.
    /// - Throws: ``BatchError`` before anything is sent, or where the ledger cannot be written.
    public func run(
        for account: ServiceAccount, stop: RunStop = RunStop(),
        logger: Logger = Logger(label: "KlingBatch", factory: { _ in SwiftLogNoOpLogHandler() }),
        onEvent: @escaping @Sendable (BatchEvent) -> Void = { _ in }
    ) async throws(BatchError) -> RunResult {
        try await reporting {
            let summary = try await runBatch(
                try settings.runSettings(), account: account.account, control: stop.control,
                logger: logger
            ) { event in
                if let event = BatchEvent(event) { onEvent(event) }
            }
            return RunResult(summary, batch: try readAccount())
        }
    }

    /// What the ledger says of the batch now, also while a run is on; nil before its first run.
    ///
    /// - Throws: ``BatchError`` where the ledger cannot be read.
    public func account() async throws(BatchError) -> BatchBalance? {
        try await reporting { try readAccount() }
    }

    private func readAccount() throws -> BatchBalance? {
        guard let reader = try LedgerReader(path: settings.ledger),
            let row = try reader.batch(named: settings.name)
        else { return nil }
        return BatchBalance(try BatchAccount(of: row, in: reader))
    }
}

/// Why nothing was planned or a run could not go on, in a sentence that says where and what to do.
public struct BatchError: Error, CustomStringConvertible, Sendable {
    /// What happened, where, and what to do.
    public let description: String
}

/// Runs a body whose errors are all told in their own sentences.
private func reporting<Value>(
    _ body: () async throws -> Value
) async throws(BatchError) -> Value {
    do {
        return try await body()
    } catch let error as BatchError {
        throw error
    } catch {
        throw BatchError(description: "\(error)")
    }
}
