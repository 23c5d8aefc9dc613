import ArgumentParser
import BatchPlanning
import BatchRun
import Foundation
import Ledger
import Logging
import ReportForms
import Reports
import SQLiteConnection

/// Runs a batch under the eyes of a person: progress while it goes, signals, and at the end what
/// was made, what was not and why, and what it cost.
///
/// - Throws: `ExitCode` unless all jobs are done.
func runWatched(
    _ options: ProgressOptions, _ settings: Settings, ledgerPath: String,
    _ body:
        @escaping @Sendable (RunControl, Logger, @escaping @Sendable (RunEvent) -> Void)
        async throws
        -> RunSummary
) async throws {
    // Who reads the output may go away; a run that pays goes on.
    signal(SIGPIPE, SIG_IGN)
    let writesEvents = try settings.isOn(.events, options.events)
    let isVerbose = try settings.isOn(.verbose, options.verbose)
    let screen = RunScreen(
        isQuiet: try settings.isOn(.quiet, options.quiet), isVerbose: isVerbose,
        writesEvents: writesEvents)
    let watchers = try RunWatchers(options, settings, note: screen.note)
    let logger = stageLogger(isVerbose: isVerbose)
    let control = RunControl()
    let summary = try await withInterrupts {
        control.stopSending()
        screen.note("Finishing the calls in flight. Ctrl-C again stops now.")
    } onSecond: {
        screen.note("Stopping. What is in flight may have been charged; the ledger keeps it.")
    } _: {
        try await screen.whileRunning {
            do {
                return try await body(control, logger) { event in
                    screen.show(event)
                    watchers.take(event)
                }
            } catch LedgerError.busy where control.isStopping {
                throw CancellationError()
            }
        }
    }
    screen.close()
    let code = try printEnd(
        of: summary, ledgerPath: ledgerPath, writesEvents: writesEvents, watchers: watchers)
    if code != 0 { throw ExitCode(code) }
}

/// Prints the end of a run and returns the exit code.
private func printEnd(
    of summary: RunSummary, ledgerPath: String, writesEvents: Bool, watchers: RunWatchers
) throws -> Int32 {
    guard let reader = try LedgerReader(path: ledgerPath),
        let row = try reader.batch(named: summary.batchName)
    else { return 1 }
    let account = try BatchAccount(of: row, in: reader)
    let end = eventLine(
        "end", ["outcome": summary.end.sentence, "report": account.reportRow.jsonObject])
    watchers.end(end)
    if writesEvents {
        printLines(end)
    } else {
        printLines(account.end)
    }
    for problem in summary.problems { note(problem) }
    if summary.end != .finished { note(summary.end.sentence) }
    let open = account.unfinished + summary.skippedRows
    let isWhole = open + summary.problems.count == 0
    return summary.end.exitCode(isWhole: isWhole)
}

extension RunEnd {
    /// The exit code of `docs/commands.md`.
    fileprivate func exitCode(isWhole: Bool) -> Int32 {
        switch self {
        case .finished: isWhole ? 0 : 2
        case .stopped, .noRoute: 1
        case .spendingReached: 3
        case .interrupted: 130
        }
    }

    /// How the run ended, and what to do.
    fileprivate var sentence: String {
        switch self {
        case .finished: "finished"
        case .stopped(let reason), .noRoute(let reason): reason
        case .spendingReached(let limit): "\(limit)"
        case .interrupted: "Interrupted. The same command goes on where this run stopped."
        }
    }
}
