package import AsyncHTTPClient
import Foundation

/// Asks a service what can be asked without paying.
///
/// ```swift
/// let questions = FreeQuestions(
///     http: http, baseURL: baseURL, credential: .bearer(token),
///     before: { try await ledger.write($0) }, after: { try await ledger.write($0) })
/// let form = try await questions.findForm()
/// ```
package struct FreeQuestions: Sendable {
    private let api: APIExchange
    private let baseURL: BaseURL
    private let before: @Sendable (FreeQuestion) async throws -> Void
    private let after: @Sendable (FreeAnswer) async throws -> Void

    /// Questions to one service with one account's token.
    ///
    /// - Parameters:
    ///   - http: made with ``KlingClient/configuration(width:)``.
    ///   - deadline: the longest time over head and body of an answer.
    ///   - before: is told of each question before it is sent, and may throw to keep it back.
    ///   - after: is told of each answer.
    package init(
        http: HTTPClient, baseURL: BaseURL, credential: Credential,
        deadline: Duration = .seconds(30),
        before: @escaping @Sendable (FreeQuestion) async throws -> Void = { _ in },
        after: @escaping @Sendable (FreeAnswer) async throws -> Void = { _ in }
    ) {
        api = APIExchange(http: http, baseURL: baseURL, credential: credential, deadline: deadline)
        self.baseURL = baseURL
        self.before = before
        self.after = after
    }

    /// Asks one question.
    ///
    /// - Throws: what `before` or `after` throws; a question that `before` threw at is not sent.
    package func ask(_ question: FreeQuestion) async throws -> FreeAnswer {
        try await before(question)
        let answer: FreeAnswer
        if let form = question.form, let body = try question.requestBody() {
            answer = FreeAnswer(
                to: question, await api.post(body, to: form.path, text: question.text, form: form))
        } else {
            let (result, body) = await api.get("/api/usage/token/")
            answer = FreeAnswer(
                usage: result, body.flatMap(JSONValue.object(in:)).flatMap { TokenUsage($0) })
        }
        try await after(answer)
        return answer
    }

    /// Finds the form that the service speaks.
    ///
    /// - Parameter search: which forms are asked for; nil asks for those its address allows.
    package func findForm(_ search: FormSearch? = nil) async throws -> FormSearch.Verdict {
        var search = search ?? FormSearch(baseURL: baseURL)
        while let question = search.next { search.take(try await ask(question)) }
        return search.verdict
    }

    /// Finds the longest text that the service takes in a form.
    package func findLength(of form: ServiceForm) async throws -> LengthSearch.Verdict {
        var search = LengthSearch(form: form)
        while let question = search.next { search.take(try await ask(question)) }
        return search.verdict
    }
}

extension FreeQuestion {
    /// The text that is sent along, if any.
    fileprivate var text: String? {
        guard case .length(_, let sample) = self else { return nil }
        return sample.text
    }
}
