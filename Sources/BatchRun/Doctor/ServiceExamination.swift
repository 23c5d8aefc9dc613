import BatchPlanning
import Foundation
import KlingAPI
import Ledger
import SpeechTasks

/// Asks a service what is free to ask, and keeps what it says of the account.
struct ServiceExamination {
    let ledger: RunLedger
    let account: Account
    let calls: CallSettings
    let callee: Callee

    /// Nobody waits longer than this for an answer that takes no work.
    private static let longestWait = 30.0

    /// Asks, until there is nothing more to ask or an answer may have been charged.
    func examine(into findings: inout ServiceFindings) async throws {
        let record = RecordedQuestions(ledger: ledger, account: account, callee: callee)
        let deadline = min(calls.deadlineSeconds, Self.longestWait)
        defer { findings.answers = record.answers }
        try await record.asking(deadline: .seconds(deadline)) { questions in
            let verdict = try await questions.findForm(search)
            findings.take(verdict, record.answers.last, now: Date())
            guard case .form(let form) = verdict else { return }
            let length = try await questions.findLength(of: form)
            findings.length = length
            findings.keptLimit = try await learn(form, length)
            guard form.name == .gateway, !record.answers.contains(where: \.mayHaveCharged)
            else { return }
            findings.usage = try await questions.ask(.usage)
        }
    }

    /// A form or a path that a person named is the only one that is asked for; a path that was named
    /// before is the first.
    private var search: FormSearch? {
        if calls.form != nil || calls.path != nil { return FormSearch(among: [callee.form]) }
        return callee.learned.path == nil
            ? nil : FormSearch(among: [callee.form, .page, .gateway, .kling])
    }

    /// Keeps form and longest text with the account.
    ///
    /// A lower limit that was learned for the same form stands: a text that a service lets through
    /// may still not come back whole.
    ///
    /// - Returns: the lower limit, where there is one.
    private func learn(
        _ form: ServiceForm, _ verdict: LengthSearch.Verdict
    ) async throws -> TextLimit? {
        let isUsualPath = form == .named(form.name)
        var found = LearnedAccount(
            form: form.name.rawValue, path: isUsualPath ? nil : form.path)
        var kept: TextLimit?
        if case .limit(let limit, _) = verdict {
            let learned = callee.learned
            let isSameForm = learned.form == nil || learned.form == form.name.rawValue
            let tightened = isSameForm ? learned.textLimit.map(limit.tightened) : nil
            if let tightened, tightened != limit { kept = tightened }
            found.textLimit = tightened ?? limit
        }
        try await ledger.learn(found, of: account.name, at: callee.service)
        return kept
    }
}
