import ChildProcesses
import Foundation
import Ledger
import Reports
import Texts

/// What `--on-done` and `--on-problem` run when a run has ended.
struct EndCommands: Sendable {
    /// The line of shell for a run after which all is done.
    var onDone: String?
    /// The line of shell for every other end.
    var onProblem: String?

    /// How long either may take.
    static let longest = Duration.seconds(600)

    /// Runs the one that the exit code calls for, and says if that went wrong.
    ///
    /// Ctrl-C ends it.
    func run(_ end: ToldEnd, on screen: RunScreen) async {
        guard let line = end.code == 0 ? onDone : onProblem else { return }
        let option = end.code == 0 ? "--on-done" : "--on-problem"
        @Sendable func complain(_ what: String) {
            screen.note("The command of \(option) \(what): \(line)", level: .warning)
        }
        do {
            try await untilInterrupted {
                switch try await runShell(
                    line, variables: end.variables, longest: Self.longest)
                {
                case .exited(0): break
                case .exited(let code): complain("ended with code \(code)")
                case .signalled(let signal): complain("was ended by signal \(signal)")
                case .tookTooLong:
                    complain("took longer than 10 minutes and was ended")
                case .notStarted(let reason): complain("did not start (\(reason))")
                }
            }
        } catch {
            complain("was stopped")
        }
    }
}

/// How a run ended, as the commands at its end are told it.
struct ToldEnd: Sendable {
    /// The exit code.
    let code: Int32
    /// A word for it: `done`, `open`, `stopped`, `budget`, `time`, `interrupted`, `error`.
    let outcome: String
    /// The sentence that the run ended with.
    let reason: String
    /// The account of the batch; nil where the run ended before there was one.
    var account: BatchAccount?
    /// The ledger's file.
    let ledgerPath: String

    /// The variables that the commands find, and those that are taken from them.
    ///
    /// None begins like those that are settings, so that a command may call this one again. That one
    /// runs no commands at its end by the same variables, or it would start itself for ever.
    var variables: [String: String?] {
        var variables: [String: String?] = [
            "KLING_RUN_EXIT_CODE": "\(code)", "KLING_RUN_OUTCOME": outcome,
            "KLING_RUN_REASON": reason.onOneLine, "KLING_RUN_LEDGER": ledgerPath,
        ]
        let own = Setting<String>.onDone.facts.variables + Setting<String>.onProblem.facts.variables
        for name in own { variables.updateValue(nil, forKey: name) }
        guard let account else { return variables }
        variables["KLING_RUN_BATCH"] = account.name
        variables["KLING_RUN_SERVICE"] = account.service
        variables["KLING_RUN_OUTPUT"] = account.outputFolder
        variables["KLING_RUN_JOBS"] = "\(account.progress.jobCount)"
        for (name, state) in [("DONE", .done), ("FAILED", .failed), ("HELD", .held)]
            as [(
                String, JobState
            )]
        {
            variables["KLING_RUN_JOBS_\(name)"] = "\(account.progress.jobs[state, default: 0])"
        }
        variables["KLING_RUN_CALLS_TO_PAY"] = "\(account.progress.tasksToCall)"
        variables["KLING_RUN_SPENT_CNY"] = "\(account.calls.surelySpent)"
        variables["KLING_RUN_AT_MOST_CNY"] = "\(account.calls.atMostSpent)"
        return variables
    }
}
