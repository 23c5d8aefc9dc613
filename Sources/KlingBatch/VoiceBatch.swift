import BatchPlanning
import BatchRun
import Foundation
import Ledger
public import Logging
import Reports
import Ledgers

/// A named batch of speech: what is to be voiced, where its tracks go, and what it may cost.
///
/// Everything that was paid for is kept in a ledger. The same batch again goes on where it stopped and
/// pays for nothing twice, also after its process was killed.
///
/// ```swift
/// let batch = VoiceBatch(
///     "lesson 4", of: [.file("lesson4.csv")], to: "audio", ledger: "lessons.sqlite")
/// let plan = try await batch.plan(for: account)
/// let end = try await batch.run(for: account)
/// ```
public struct VoiceBatch: Sendable {
    let name: String
    let inputs: [BatchInput]
    let outputFolder: String
    let ledger: String

    /// The voice of whatever names none.
    public var voice: String?
    /// The speed of whatever says none, 0.5 to 2.0 in steps of a thousandth; 1 is normal.
    public var speed = 1.0
    /// The volume of whatever says none, 0 to 2.0 in steps of a thousandth; 1 is normal.
    public var volume = 1.0
    /// The language of all texts, as a code such as `en`; nil finds it from each.
    public var language: String?
    /// Files of words and how they are spoken, for lists and books: CSV, TSV or PLS.
    public var lexicons: [String] = []
    /// What kind of file each track is.
    public var track = Track.mp3
    /// How books are read and spoken, and what is made of them; nil is the defaults.
    ///
    /// Where it is set and no input is a book, nothing is planned.
    public var books: BookVoicing?
    /// How lists are spoken; nil is the defaults.
    ///
    /// Where it is set and no input is a list, nothing is planned.
    public var lists: ListVoicing?
    /// How subtitle files are read and spoken, and what is made of them; nil is the defaults.
    ///
    /// Where it is set and no input is a subtitle file, nothing is planned.
    public var subtitles: SubtitleVoicing?
    /// Whether jobs with faults are left out instead of stopping the batch; the plan lists them.
    public var skipsInvalid = false
    /// Who is called, and how fast.
    public var service = ServiceSettings()
    /// What may be spent.
    public var budget = Budget()

    /// A batch with the defaults for all else.
    ///
    /// - Parameters:
    ///   - name: names the batch in its ledger. It belongs to these inputs, this folder and this
    ///     service.
    ///   - inputs: what is voiced.
    ///   - outputFolder: the folder of the tracks; made where it is missing.
    ///   - ledger: the ledger's file; clips are kept beside it.
    public init(
        _ name: String, of inputs: [BatchInput], to outputFolder: String, ledger: String
    ) {
        self.name = name
        self.inputs = inputs
        self.outputFolder = outputFolder
        self.ledger = ledger
    }

    /// Says what a run would call and pay; sends nothing and leaves nothing behind.
    ///
    /// - Parameter account: whose form, text length and pace count, as far as earlier runs found them;
    ///   nil takes the service's latest.
    /// - Throws: ``BatchError``.
    public func plan(for account: ServiceAccount? = nil) async throws(BatchError) -> PlanSummary {
        try await reporting {
            PlanSummary(
                try await planBatch(try runSettings(), account: account?.account))
        }
    }

    /// Plans the batch into its ledger and makes what is missing of it.
    ///
    /// A run pays no more than its plan says and the most for second calls, or than the ``budget`` where
    /// that says a maximum. While it is on, another process that runs on the same ledger waits. Where
    /// the task around it is cancelled, calls in flight become of unknown outcome; ``RunStop/stop()``
    /// lets them end.
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
    ) async throws(BatchError) -> RunEnd {
        try await reporting {
            let summary = try await runBatch(
                try runSettings(), account: account.account, control: stop.control, logger: logger
            ) { event in
                if let event = BatchEvent(event) { onEvent(event) }
            }
            return RunEnd(summary)
        }
    }

    /// What the ledger says of the batch now, also while a run is on; nil before its first run.
    ///
    /// - Throws: ``BatchError`` where the ledger cannot be read.
    public func account() async throws(BatchError) -> BatchBalance? {
        try await reporting {
            guard let reader = try LedgerReader(in: ledger),
                let row = try reader.batch(named: name)
            else { return nil }
            return BatchBalance(
                try BatchAccount(of: row, in: reader), try reader.unknownCalls(of: row.batch))
        }
    }

    /// Says of a call of unknown outcome whether it was charged, for a person who asked the provider.
    ///
    /// - Parameters:
    ///   - call: one of ``BatchBalance/unknownCalls``.
    ///   - price: what it cost; nil where it was not charged, and its text is called again by the next
    ///     run.
    /// - Throws: ``BatchError`` where the call's outcome is known by now, or a run is on.
    public func settle(_ call: UnknownCall, chargedAt price: Yuan?) async throws(BatchError) {
        try await reporting {
            _ = try await settleCall(
                .number(call.number), as: price.map { .charged(price: $0.money) } ?? .free,
                ledgerPath: ledger)
        }
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

extension VoiceBatch {
    /// A kind of file for tracks.
    ///
    /// Audiobooks are made of MP3s alone.
    public enum Track: String, Sendable {
        /// MP3, as the service sends it.
        case mp3
        /// AAC in MP4.
        case m4a
        /// 16 bits a sample.
        case wav
        /// FLAC, 16 bits a sample.
        case flac
        /// Vorbis in Ogg.
        case ogg
        /// Opus in Ogg.
        case opus
    }
}
