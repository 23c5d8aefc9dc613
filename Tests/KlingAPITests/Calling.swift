import AsyncHTTPClient
import KlingAPI
import NIOSSL
import SpeechTasks
import TestServers
import Testing

/// The task that these tests call for.
let greeting = SpeechTask(
    service: .emulator, text: "Hello, “world”.\n", voiceID: "reader_en_m-v1",
    speed: Thousandths(1200), volume: Thousandths(500), language: "en")

/// Runs a body with an HTTP client as calls have it, and shuts it down.
func withHTTP<Value: Sendable>(
    trusting tls: TLSConfiguration? = nil, _ body: (HTTPClient) async throws -> Value
) async throws -> Value {
    var configuration = KlingClient.configuration(width: 2)
    configuration.tlsConfiguration = tls
    return try await HTTPClient.withHTTPClient(configuration: configuration, body)
}

/// Makes one call to an address.
func call(
    at address: String, form: ServiceForm = .page, credential: Credential = .bearer("sk-secret-1"),
    trusting tls: TLSConfiguration? = nil, deadline: Duration = .seconds(20)
) async throws -> CallResult {
    let baseURL = try #require(BaseURL(address))
    return try await withHTTP(trusting: tls) { http in
        await KlingClient(
            http: http, baseURL: baseURL, form: form, credential: credential, deadline: deadline
        )
        .call(greeting, callbackURL: "https://example.com/done")
    }
}

/// Makes one call against a server that gives this answer.
func call(
    _ answer: ScriptedAnswer, form: ServiceForm = .page,
    credential: Credential = .bearer("sk-secret-1"), deadline: Duration = .seconds(20)
) async throws -> (result: CallResult, requests: [String]) {
    try await withScriptedServer(answer) { address, requests in
        let result = try await call(
            at: address, form: form, credential: credential, deadline: deadline)
        return (result, requests.all)
    }
}

extension ReplyMeaning {
    /// Whether the call was not sent, for whatever reason.
    var isNotSent: Bool {
        if case .notSent = self { true } else { false }
    }
}
