import ArgumentParser
import BatchPlanning
import BatchRun
import Foundation
import Ledger
import ReportForms
import Reports
import Synchronization
import Texts

/// `kling-batch callbacks`.
struct CallbacksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "callbacks",
        abstract: "Take the callbacks of calls whose run has ended.",
        discussion: """
            Its first line on stdout is the place it listens at; the last ones, after Ctrl-C, say \
            what came. What callbacks bring is fetched by the next run. It holds the ledger: a run \
            that is started meanwhile waits until this ends, and this waits for a run that is on. \
            docs/callbacks.md tells more.

            EXAMPLE
              kling-batch callbacks --callback-listen 127.0.0.1:8080 \
            --callback-base https://example.com/kling
            """)

    @OptionGroup(title: "Callbacks") var callbacks: CallbackPlaceOptions
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions

    @Flag(.noWait) var wait: Bool?
    @Flag(.verbose) var verbose: Bool?

    func run() async throws {
        try await reportingErrors {
            let settings = try ledger.settings()
            guard let terms = try callbacks.terms(settings) else {
                throw ValidationError("--callback-listen and --callback-base are needed.")
            }
            let tally = CallbackTally()
            try await serve(terms, settings, tally)
            printLines(tally.sentence)
        }
    }

    private func serve(
        _ terms: CallbackTerms, _ settings: Settings, _ tally: CallbackTally
    ) async throws {
        let path = try ledger.path(settings)
        let waits = try !settings.isOn(.noWait, wait.map { !$0 })
        let logger = stageLogger(isVerbose: try settings.isOn(.verbose, verbose))
        let secrets = try ServiceOptions.knownSecrets(settings)
        try await untilInterrupted {
            try await serveCallbacks(
                terms, ledgerPath: path, secrets: secrets, logger: logger, mayWait: { waits },
                onWait: { note($0.sentence) },
                onListening: { host, port in
                    printLines("\(host.contains(":") ? "[\(host)]" : host):\(port)")
                    fflush(nil)
                },
                onTaken: tally.count)
        }
    }
}

/// What came while callbacks were taken.
private final class CallbackTally: Sendable {
    private let counts = Mutex<[TakenCallback: Int]>([:])

    @Sendable func count(_ taken: TakenCallback) {
        counts.withLock { $0[taken, default: 0] += 1 }
    }

    var sentence: String {
        let counts = counts.withLock { $0 }
        func count(_ taken: TakenCallback) -> Int { counts[taken, default: 0] }
        var parts = [
            "\(count(.succeeded)) brought audio", "\(count(.refused)) told of a failure",
            "\(count(.nothingNew)) told nothing new",
        ]
        if count(.paidTwice) > 0 { parts.append("\(count(.paidTwice)) for texts paid for twice") }
        if count(.unreadable) > 0 { parts.append("\(count(.unreadable)) could not be read") }
        let all = counts.values.reduce(0, +)
        let next =
            count(.succeeded) > 0
            ? "\nThe audio waits at its address: the batch's own command fetches it." : ""
        return "\(counted(all, "callback")): " + parts.joined(separator: ", ") + next
    }
}
