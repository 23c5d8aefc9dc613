public import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
public import SpeechTasks

/// Makes the paid call, `POST {base}/kling/v1/tts`.
///
/// A call never throws: whatever happens becomes a ``Reply`` and a ``ReplyMeaning``. Redirects are
/// not followed, the token goes to the service's host only, and nothing here retries.
public struct KlingClient: Sendable {
    /// The gateway's base address.
    ///
    /// Source: the gateway's general page.
    public static let gateway = "https://api.ezmodel.cloud"

    /// The largest reply that is read, in bytes; a true one has a few hundred.
    static let maximumReplyByteCount = 1 << 20

    private let http: HTTPClient
    private let address: String
    private let token: String
    private let callbackURL: String?
    private let deadline: Duration

    /// A client for one service and account.
    ///
    /// - Parameters:
    ///   - http: see ``httpClient(width:)``.
    ///   - baseURL: the service's base address, without a path of the call.
    ///   - token: the account's bearer token.
    ///   - callbackURL: passed through with every call.
    ///   - deadline: the longest time over head and body of a reply.
    public init(
        http: HTTPClient, baseURL: BaseURL, token: String, callbackURL: String? = nil,
        deadline: Duration = .seconds(180)
    ) {
        self.http = http
        self.address = baseURL.address + "/kling/v1/tts"
        self.token = token
        self.callbackURL = callbackURL
        self.deadline = deadline
    }

    /// The settings under which this client and downloads share connections.
    ///
    /// HTTP/1.1, as many connections as calls at once, no redirects, and an idle time shorter than
    /// servers' own: a call sent down a closing connection is a lost reply that may be charged.
    public static func configuration(width: Int) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = .seconds(10)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = width
        configuration.connectionPool.idleTimeout = .seconds(4)
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    /// Makes the call for a task, once.
    public func synthesize(_ task: SpeechTask) async -> (Reply, ReplyMeaning) {
        do {
            var reply = try await reply(to: request(for: task))
            let meaning = ReplyMeaning(of: reply)
            reply.message = reply.message.map(withoutToken)
            return (reply, meaning)
        } catch {
            var reply = Reply()
            reply.message = withoutToken(Self.sentence(error))
            return (reply, Self.meaning(of: error))
        }
    }

    /// A message goes into the ledger and to the person, and a gateway may repeat the token in it.
    private func withoutToken(_ message: String) -> String {
        message.replacingOccurrences(of: token, with: "(token)")
    }

    private func request(for task: SpeechTask) throws -> HTTPClientRequest {
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "User-Agent", value: "kling-batch")
        request.body = .bytes(try WireRequest(task, callbackURL: callbackURL).encoded())
        return request
    }

    /// Sends the request and reads the reply within the deadline, which the HTTP client itself
    /// holds only until the head is there.
    private func reply(to request: HTTPClientRequest) async throws -> Reply {
        try await withDeadline(deadline) {
            let response = try await http.execute(request, deadline: .distantFuture)
            var reply = Reply()
            reply.httpStatus = Int(response.status.code)
            reply.read { response.headers.first(name: $0) }
            do {
                let body = try await response.body.collect(upTo: Self.maximumReplyByteCount)
                reply.read(body: Data(body.readableBytesView))
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                // The status is worth keeping: a refusal is one even if its body broke off.
                reply.message = "the reply broke off: \(Self.sentence(error))"
            }
            return reply
        }
    }
}
