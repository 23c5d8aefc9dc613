import AsyncHTTPClient
import Foundation
import HTTPSupport
import NIOHTTP1

/// Sends requests with an account's token to its service, and says what the replies mean.
///
/// What comes back is judged as it came and handed on cleaned.
struct APIExchange: Sendable {
    private let exchange: Exchange
    private let baseAddress: String
    private let credential: Credential

    init(http: HTTPClient, baseURL: BaseURL, credential: Credential, deadline: Duration) {
        exchange = Exchange(http: http, deadline: deadline)
        baseAddress = baseURL.address
        self.credential = credential
    }

    /// - Parameters:
    ///   - text: what is to be spoken, where something is.
    ///   - form: the form of the request.
    func post(
        _ body: Data, to path: String, text: String?, form: ServiceForm
    ) async -> CallResult {
        let token = credential.token()
        var request = request(.POST, path, token: token)
        request.headers.add(name: "Content-Type", value: "application/json")
        let outside = OutsideText(secrets: credential.secrets + [token])
        switch await exchange.send(request, body: body) {
        case .received(let received):
            let reply = Reply(received)
            let meaning = ReplyMeaning(of: reply, text: text, form: form)
            let kept =
                meaning == .unreadableSuccess
                ? outside.masked(received.unpacked().bytes, to: KlingClient.keptByteCount) : nil
            var result = CallResult(reply: reply.cleaned(outside), meaning: meaning, body: kept)
            result.billName = result.reply.billName(in: form)
            return result
        case .failed(let error, let wasAsked):
            return Self.failed(error, wasAsked: wasAsked, outside)
        }
    }

    /// Asks with GET, which never costs anything; nil body where none came whole.
    func get(_ path: String) async -> (CallResult, body: Data?) {
        let token = credential.token()
        let outside = OutsideText(secrets: credential.secrets + [token])
        switch await exchange.send(request(.GET, path, token: token)) {
        case .received(let received):
            let reply = Reply(received)
            let result = CallResult(
                reply: reply.cleaned(outside), meaning: ReplyMeaning(of: reply))
            return (result, received.end == .whole ? received.unpacked().bytes : nil)
        case .failed(let error, let wasAsked):
            return (Self.failed(error, wasAsked: wasAsked, outside), nil)
        }
    }

    private func request(
        _ method: HTTPMethod, _ path: String, token: String
    ) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: baseAddress + path)
        request.method = method
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        request.headers.add(name: "User-Agent", value: "kling-batch")
        return request
    }

    private static func failed(
        _ error: any Error, wasAsked: Bool, _ outside: OutsideText
    ) -> CallResult {
        let fault = ConnectionFault(error, wasAsked: wasAsked)
        var reply = Reply()
        let sentence = outside.message(fault.sentence)
        reply.message = sentence
        return CallResult(reply: reply, meaning: fault.meaning(sentence))
    }
}

extension Reply {
    /// What the bill calls the request: Kling's own goes by task, a gateway's by its header.
    ///
    /// Source: Kling's documentation and the gateway's public code.
    fileprivate func billName(in form: ServiceForm) -> String? {
        form.name == .kling ? taskID ?? headerRequestID : headerRequestID
    }

    /// The reply as ledgers and screens may have it.
    func cleaned(_ outside: OutsideText) -> Reply {
        var reply = self
        reply.message = message.map(outside.message)
        reply.requestID = requestID.map(outside.identifier)
        reply.headerRequestID = headerRequestID.map(outside.identifier)
        reply.taskID = taskID.map(outside.identifier)
        reply.audioID = audioID.map(outside.identifier)
        reply.audioURL = audioURL.flatMap(outside.address)
        reply.unitDeduction = unitDeduction.map(outside.identifier)
        reply.gatewayError = gatewayError.map(outside.identifier)
        return reply
    }
}
