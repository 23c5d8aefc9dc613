import ArgumentParser
import BatchPlanning
import BatchRun
import Foundation
import ReportForms
import Reports
import SpeechTasks
import Texts

/// One text in several voices: a small batch with a plan, a ceiling and the ledger like any other.
struct Audition {
    let text: String
    /// The voices, each once or several times.
    let voiceIDs: [String]
    let command: VoicesCommand

    /// Says what it costs, asks, and buys it.
    func perform() async throws {
        let settings = try command.ledger.settings()
        var run = try runSettings(settings)
        let account = try command.service.requiredAccount(settings)
        let plan = try await planBatch(run, account: account)
        note(plan.drawn(as: .table))
        try confirm(plan)
        // What was said and agreed to is what it may cost.
        run.budget = run.budget ?? plan.costs.terms?.ceiling
        let agreed = run
        try await runWatched(command.progress, settings, ledgerPath: run.ledgerPath) {
            control, logger, onEvent in
            try await runBatch(
                agreed, account: account, control: control, logger: logger, onEvent: onEvent)
        }
    }

    private func runSettings(_ settings: Settings) throws -> RunSettings {
        var seen: Set<String> = []
        let lines = voiceIDs.filter { seen.insert($0).inserted }.map { voice in
            jsonLine(["id": voice, "title": voice, "voice": voice, "text": text])
        }
        // One text has one batch, so that further voices join it.
        let hash = SpeechTask(service: .emulator, text: text, voiceID: "").hash
        let name = "audition-\("\(hash)".prefix(8))"
        let list = "\(name).jsonl"
        var run = RunSettings(
            inputs: [list], batchName: name,
            outputFolder: absolutePath(command.audition.output ?? name),
            ledgerPath: try command.ledger.path(settings), calls: CallSettings())
        run.listsInMemory[list] = Array(lines.joined(separator: "\n").utf8)
        run.budget = command.audition.budget
        try settings.take(.price, nil, into: &run.price)
        try settings.take(.budgetDay, nil, into: &run.dayBudget)
        try settings.take(.maxUnknownSpend, nil, into: &run.maxUnknownSpend)
        try settings.take(.project, nil, into: &run.project)
        try command.service.apply(to: &run.calls, settings)
        return run
    }

    private func jsonLine(_ members: [String: String]) -> String {
        let data = try? JSONSerialization.data(withJSONObject: members, options: .sortedKeys)
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// - Throws: `ValidationError` where nobody can be asked, `ExitCode` where the answer is no.
    private func confirm(_ plan: BatchPlan) throws {
        let calls = plan.figures.callsToPay
        guard calls > 0, !command.audition.yes else { return }
        guard isatty(STDIN_FILENO) != 0, isatty(STDERR_FILENO) != 0 else {
            throw ValidationError(
                "This buys \(counted(calls, "call")) for \(plan.cost) CNY: add --yes to the command."
            )
        }
        note("Buy \(counted(calls, "call")) for \(plan.cost) CNY? [y/N]")
        guard ["y", "yes"].contains(readLine()?.lowercased() ?? "") else {
            note("Nothing was bought.")
            throw ExitCode(0)
        }
    }
}
