import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Texts

/// Asks a service for a part of its bill, and keeps the account's key out of all that is said.
struct BillConnection: Sendable {
    /// What came back.
    struct Answer: Sendable {
        let status: Int
        let body: Data
        /// How long the service asks to wait, in whole seconds.
        let retryAfterSeconds: Int?
        /// How many seconds the service's clock is ahead of ours, by the reply's date.
        let clockAheadSeconds: Double?
    }

    /// A larger part of a bill than any true one is not read.
    private static let maximumByteCount = 8 << 20

    let http: HTTPClient
    let base: String
    let key: String
    let deadline: Duration

    /// Sends a request once.
    ///
    /// - Parameters:
    ///   - path: what follows the base address.
    ///   - body: JSON to post; nil asks with GET, without the key in a header.
    /// - Throws: ``BillError/noReply(reason:)`` and cancellation.
    func answer(at path: String, posting body: String? = nil) async throws -> Answer {
        var request = HTTPClientRequest(url: base + path)
        request.headers.add(name: "User-Agent", value: "kling-batch")
        if let body {
            request.method = .POST
            request.headers.add(name: "Authorization", value: "Bearer \(key)")
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(Data(body.utf8))
        }
        do {
            return try await withDeadline(deadline) { [request] in try await send(request) }
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            let reason =
                error is DeadlinePassed ? "no whole reply within the deadline" : "\(error)"
            throw BillError.noReply(reason: words(reason))
        }
    }

    private func send(_ request: HTTPClientRequest) async throws -> Answer {
        let response = try await http.execute(request, deadline: .distantFuture)
        var reply = Reply()
        reply.httpStatus = Int(response.status.code)
        reply.read { response.headers.first(name: $0) }
        let body = try await response.body.collect(upTo: Self.maximumByteCount)
        return Answer(
            status: Int(response.status.code), body: Data(body.readableBytesView),
            retryAfterSeconds: reply.retryAfter.map { Int($0.inSeconds.rounded(.up)) },
            clockAheadSeconds: response.headers.first(name: "Date").flatMap(Self.ahead))
    }

    /// How far a date of HTTP is ahead of now.
    ///
    /// Source: RFC 9110, 5.6.7, IMF-fixdate, which servers have to send.
    private static func ahead(_ date: String) -> Double? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = .gmt
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.date(from: date)?.timeIntervalSinceNow
    }

    /// What a refusal says.
    func message(of answer: Answer) -> String {
        guard let document = try? PlacedJSON.read(answer.body) else {
            return words(String(decoding: answer.body.prefix(4096), as: UTF8.self))
        }
        let message = document["message"] ?? document["error"]?["message"] ?? document["error"]
        return words(message?.text ?? "no reason is given")
    }

    /// A service's words as one short line without the key, which it may repeat as it is or as it
    /// stands in an address.
    func words(_ text: String) -> String {
        var text = text
        for secret in [key, BillQuery.encoded(key)] where !secret.isEmpty {
            text = text.replacingOccurrences(of: secret, with: "(token)")
        }
        let shown = text.unicodeScalars.filter { scalar in
            scalar.properties.isWhitespace
                || ![.control, .format].contains(scalar.properties.generalCategory)
        }
        let line = String(String.UnicodeScalarView(shown)).split(whereSeparator: \.isWhitespace)
        return String(line.joined(separator: " ").prefix(200))
    }
}
