import AsyncHTTPClient
import KlingAPI
import RunLedger
import SpeechTasks
import Synchronization

/// Asks a service, before anything is paid, which form it speaks.
///
/// Each question stands in the ledger before it is sent, since it may cost something after all.
struct FormQuestion {
    let ledger: RunLedger
    let account: Account
    let callee: Callee
    let monitor: RunMonitor

    /// Asks, and keeps the answer with the account.
    ///
    /// - Returns: the questions that were asked.
    /// - Throws: ``BatchRunError/noService(_:)`` where no call can succeed.
    func ask() async throws -> [QuestionID] {
        let asked = Mutex<[QuestionID]>([])
        let http = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: KlingClient.configuration(width: 1))
        let questions = FreeQuestions(
            http: http, baseURL: callee.baseURL, credential: account.credential,
            before: { [ledger, account, callee] question in
                let id = try await ledger.ask(
                    AskedQuestion(
                        form: question.form?.name.rawValue ?? "", about: "\(question)"),
                    of: account.name, at: callee.service)
                asked.withLock { $0.append(id) }
            },
            after: { [ledger] answer in
                guard let id = asked.withLock({ $0.last }) else { return }
                try await ledger.answer(id, with: AttemptReply(answer.reply))
            })
        let verdict: Result<FormSearch.Verdict, any Error>
        do {
            verdict = .success(try await questions.findForm())
        } catch {
            verdict = .failure(error)
        }
        try? await http.shutdown()
        try await take(verdict.get())
        return asked.withLock { $0 }
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
            monitor.report(
                .notice(
                    "which form \(callee.service) speaks is not known (\(sentence)); it is called "
                        + "in the form “\(callee.form.name.rawValue)”"))
        }
    }
}
