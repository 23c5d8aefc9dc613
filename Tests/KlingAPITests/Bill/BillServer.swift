import AsyncHTTPClient
import KlingAPI
import TestServers
import Testing

/// A server on loopback that answers each connection's one request by a function of its head.
func withBillServer<Value: Sendable>(
    _ answer: @escaping @Sendable (_ request: String) -> String,
    _ body: (_ baseURL: BaseURL, _ http: HTTPClient) async throws -> Value
) async throws -> Value {
    try await withScriptedServer(answering: { .text(answer($0)) }) { address, _ in
        let baseURL = try #require(BaseURL(address))
        let http = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: KlingClient.configuration(width: 1))
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(baseURL, http))
        } catch {
            result = .failure(error)
        }
        try await http.shutdown()
        return try result.get()
    }
}
