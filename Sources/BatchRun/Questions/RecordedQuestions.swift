import AsyncHTTPClient
import BatchPlanning
import KlingAPI
import Ledger
import Synchronization

/// Free questions to a service, of which each stands in the ledger before it is sent: it may cost
/// something after all.
final class RecordedQuestions: Sendable {
    private let ledger: RunLedger
    private let account: Account
    private let callee: Callee
    private let state = Mutex<(ids: [QuestionID], answers: [FreeAnswer])>(([], []))

    init(ledger: RunLedger, account: Account, callee: Callee) {
        self.ledger = ledger
        self.account = account
        self.callee = callee
    }

    /// The questions, as the ledger names them.
    var ids: [QuestionID] { state.withLock { $0.ids } }

    /// What was answered, in order.
    var answers: [FreeAnswer] { state.withLock { $0.answers } }

    /// Runs a body that asks.
    ///
    /// - Parameter deadline: the longest time over head and body of an answer.
    /// - Throws: what the ledger throws where a question cannot be written down, which is not sent
    ///   then; and what the body throws.
    func asking<Value: Sendable>(
        deadline: Duration = .seconds(30), _ body: (FreeQuestions) async throws -> Value
    ) async throws -> Value {
        try await HTTPClient.withHTTPClient(
            configuration: KlingClient.configuration(width: 1)
        ) { http in
            try await body(
                FreeQuestions(
                    http: http, baseURL: callee.baseURL, credential: account.credential,
                    deadline: deadline, before: write, after: write))
        }
    }

    private func write(_ question: FreeQuestion) async throws {
        let asked = AskedQuestion(form: question.form?.name.rawValue ?? "", about: "\(question)")
        let id = try await ledger.ask(asked, of: account.name, at: callee.service)
        state.withLock { $0.ids.append(id) }
    }

    private func write(_ answer: FreeAnswer) async throws {
        let id = state.withLock { state in
            state.answers.append(answer)
            return state.ids.last
        }
        guard let id else { return }
        try await ledger.answer(id, with: AttemptReply(answer.reply))
    }
}
