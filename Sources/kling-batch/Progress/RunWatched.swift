import ArgumentParser
import BatchPlanning
import BatchRun
import Foundation
import Ledger
import Logging
import ReportForms
import Reports
import Ledgers
import Texts

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
    let manner = try options.manner(settings)
    let commands = try options.endCommands(settings)
    let limit = try options.timeLimit(settings)
    let pagePort = try options.portOfPage(settings)
    let control = RunControl()
    let screen = RunScreen(manner, control: control)
    // What was asked for by name is told even where little is.
    let watchers = try RunWatchers(options, settings) {
        screen.note($0, level: manner.isQuiet ? .warning : .info)
    }
    do {
        if let pagePort {
            try await servePage(ofLedger: ledgerPath, port: pagePort, on: screen)
        }
        let summary = try await watch(control, screen, until: limit) {
            try await body(control, screen.logger(isVerbose: manner.isVerbose)) { event in
                screen.show(event)
                watchers.take(event)
            }
        }
        screen.close()
        let end = try tellEnd(
            of: summary, control, ledgerPath: ledgerPath, on: screen, watchers: watchers,
            writesEvents: manner.writesEvents)
        await commands.run(end, on: screen)
        if pagePort != nil { await keepPage(on: screen) }
        if end.code != 0 { throw ExitCode(end.code) }
    } catch let error where !(error is ExitCode) {
        screen.close()
        let end = ToldEnd(failed: error, control.stopReason, ledgerPath: ledgerPath)
        await commands.run(end, on: screen)
        throw error
    }
}

/// Runs the body until it ends, a person ends it, or the time for calls is over.
private func watch(
    _ control: RunControl, _ screen: RunScreen, until limit: TimeLimit?,
    _ body: @escaping @Sendable () async throws -> RunSummary
) async throws -> RunSummary {
    try await withInterrupts { isHangup in
        control.stopSending()
        screen.note(
            isHangup
                ? "The terminal is gone. Finishing the calls in flight."
                : "Finishing the calls in flight. Ctrl-C again stops now.", level: .warning)
    } onSecond: {
        screen.note(
            "Stopping. What is in flight may have been charged; the ledger keeps it.",
            level: .warning)
    } _: {
        try await screen.whileRunning {
            if let limit { screen.note(limit.announcement, level: .info) }
            async let _: Void? = limit?.keep(control) {
                screen.note(
                    "The time of \(limit?.option ?? "") is up. "
                        + (control.hasBegun ? "Finishing what is paid." : "No call was begun."),
                    level: .warning)
            }
            do {
                return try await body()
            } catch LedgerError.busy where control.isStopping {
                throw CancellationError()
            }
        }
    }
}

/// Prints the end of a run and returns what there is to tell of it.
private func tellEnd(
    of summary: RunSummary, _ control: RunControl, ledgerPath: String, on screen: RunScreen,
    watchers: RunWatchers, writesEvents: Bool
) throws -> ToldEnd {
    guard let reader = try LedgerReader(in: ledgerPath),
        let row = try reader.batch(named: summary.batchName)
    else {
        return ToldEnd(
            code: 1, outcome: "error", reason: "the batch is gone from the ledger",
            ledgerPath: ledgerPath)
    }
    let account = try BatchAccount(of: row, in: reader)
    let sentence = summary.end.sentence(control.stopReason)
    let isWhole = account.unfinished + summary.skippedRows + summary.problems.count == 0
    let end = ToldEnd(
        code: summary.end.exitCode(isWhole: isWhole),
        outcome: summary.end.word(control.stopReason, isWhole: isWhole), reason: sentence,
        account: account, ledgerPath: ledgerPath)
    screen.keepEnd(account.end, outcome: end.outcome, code: end.code)
    let line = eventLine("end", ["outcome": sentence, "report": account.reportRow.jsonObject])
    watchers.end(line)
    if writesEvents {
        printLines(line)
    } else {
        printLines(account.end)
    }
    // What is said below stands under it where both streams are one.
    fflush(nil)
    for problem in summary.problems { screen.note(problem, level: .warning) }
    if summary.end != .finished { screen.note(sentence, level: .warning) }
    return end
}

extension ToldEnd {
    /// The end of a run by an error, or before it began.
    ///
    /// - Parameter stop: why it was stopped, if it was.
    fileprivate init(
        failed error: any Error, _ stop: RunControl.StopReason?, ledgerPath: String
    ) {
        let isInterrupted = error is CancellationError
        code = isInterrupted ? 130 : exitCode(of: error)
        outcome = isInterrupted ? RunEnd.interrupted.word(stop, isWhole: false) : "error"
        reason = isInterrupted ? RunEnd.interrupted.sentence(stop) : "\(error)".onOneLine
        account = nil
        self.ledgerPath = ledgerPath
    }
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

    /// The word for it that `KLING_RUN_OUTCOME` has.
    fileprivate func word(_ stop: RunControl.StopReason?, isWhole: Bool) -> String {
        switch self {
        case .finished: isWhole ? "done" : "open"
        case .stopped, .noRoute: "stopped"
        case .spendingReached: "budget"
        case .interrupted: if case .timeIsUp = stop { "time" } else { "interrupted" }
        }
    }

    /// How the run ended, and what to do.
    fileprivate func sentence(_ stop: RunControl.StopReason?) -> String {
        switch self {
        case .finished: "finished"
        case .stopped(let reason), .noRoute(let reason): reason
        case .spendingReached(let limit): "\(limit)"
        case .interrupted:
            if case .timeIsUp(let sentence) = stop {
                sentence
            } else {
                "Interrupted. The same command goes on where this run stopped."
            }
        }
    }
}
