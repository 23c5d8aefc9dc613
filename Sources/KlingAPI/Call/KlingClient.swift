package import AsyncHTTPClient
import Foundation
import HTTPSupport
import NIOCore
import NIOHTTP1
package import SpeechTasks

/// Makes the paid call, in the form that the service speaks.
///
/// A call never throws: whatever happens becomes a ``CallResult``. Redirects are not followed, the
/// token goes to the service's host only, and nothing here retries.
///
/// ```swift
/// let client = KlingClient(
///     http: http, baseURL: baseURL, form: .gateway, credential: .bearer(token))
/// let result = await client.call(task)
/// ```
package struct KlingClient: Sendable {
    /// The gateway's base address.
    ///
    /// Source: the gateway's general page.
    package static let gateway = "https://api.ezmodel.cloud"

    /// The most bytes of a success that is kept because it could not be read.
    package static let keptByteCount = 64 << 10

    private let api: APIExchange
    private let form: ServiceForm

    /// A client for one service and account.
    ///
    /// - Parameters:
    ///   - http: made with ``configuration(width:)``.
    ///   - baseURL: the service's base address.
    ///   - form: how the service speaks.
    ///   - deadline: the longest time over head and body of a reply.
    package init(
        http: HTTPClient, baseURL: BaseURL, form: ServiceForm, credential: Credential,
        deadline: Duration = .seconds(180)
    ) {
        api = APIExchange(http: http, baseURL: baseURL, credential: credential, deadline: deadline)
        self.form = form
    }

    /// The settings that an HTTP client for calls needs.
    ///
    /// HTTP/1.1, as many connections as calls at once, no redirects, and an idle time shorter than
    /// servers' own: a call sent down a closing connection is a lost reply that may be charged.
    package static func configuration(width: Int) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        // Long enough for the third try of a connection; the cause is to be known within ten seconds.
        configuration.timeout.connect = .seconds(8)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = width
        configuration.connectionPool.idleTimeout = .seconds(4)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.guardReplies()
        return configuration
    }

    /// Makes the call for a task, once.
    ///
    /// - Parameter callbackURL: who is told of the result, where the form has a field for it.
    package func call(_ task: SpeechTask, callbackURL: String? = nil) async -> CallResult {
        do {
            let body = try form.requestBody(for: task, callbackURL: callbackURL)
            return await api.post(body, to: form.path, text: task.text, form: form)
        } catch {
            return CallResult(
                reply: Reply(), meaning: .notSent(reason: "the call could not be written"))
        }
    }
}
