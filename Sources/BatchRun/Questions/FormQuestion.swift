import BatchPlanning
import KlingAPI
import Ledger
import SpeechTasks

/// Asks a service, before anything is paid, which form it speaks.
struct FormQuestion {
    let ledger: RunLedger
    let account: Account
    let callee: Callee
    let events: RunEvents

    /// Asks, and keeps the answer with the account.
    ///
    /// - Returns: the questions that were asked.
    /// - Throws: ``BatchRunError/noService(_:)`` where no call can succeed.
    func ask() async throws -> [QuestionID] {
        let questions = RecordedQuestions(ledger: ledger, account: account, callee: callee)
        let verdict = try await events.saying(
            "\(callee.service) has not answered for 6 s; it is asked which form it speaks",
            after: .seconds(6)
        ) { try await questions.asking { try await $0.findForm() } }
        try await take(verdict)
        return questions.ids
    }

    private func take(_ verdict: FormSearch.Verdict) async throws {
        switch verdict {
        case .form(let form):
            try await ledger.learn(
                LearnedAccount(form: form.name.rawValue), of: account.name, at: callee.service)
        case .noRoute:
            throw BatchRunError.noService(
                "\(callee.baseURL.address) has none of the routes for speech that are known. Check "
                    + "--base-url, or name the route with --api and --api-path. Nothing was sent to "
                    + "be spoken.")
        case .tokenRefused:
            throw BatchRunError.noService(
                "\(callee.service) refused the token. Set KLING_API_TOKEN or --token-file. Nothing "
                    + "was sent to be spoken.")
        case .credit:
            throw BatchRunError.noService(
                "The account at \(callee.service) is out of credit. Top it up, then run the same "
                    + "command again. Nothing was sent to be spoken.")
        case .notKnown(let sentence), .unreachable(let sentence):
            events.report(
                .notice(
                    "which form \(callee.service) speaks is not known (\(sentence)); it is called "
                        + "in the form “\(callee.formName)”"))
        }
    }
}
