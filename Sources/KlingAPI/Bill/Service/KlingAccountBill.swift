package import AsyncHTTPClient
package import Foundation
import Texts

/// Fetches the deductions of an account of Kling's own API.
///
/// Their form is only known in outline: deductions by task id, of resource packages and of the
/// balance, in pages with a cursor. What has no list of rows with a task id and an amount is refused.
/// Only where both lists say that nothing follows do they cover the time that was asked for; else
/// they show what was charged and never what was free.
///
/// Source: Kling's pages on account and billing.
package struct KlingAccountBill: Sendable {
    private static let paths = ["/account/billing/package", "/account/billing/balance"]

    private let connection: BillConnection

    /// A bill of one account.
    ///
    /// - Parameters:
    ///   - http: a client that follows no redirects, see ``KlingClient/configuration(width:)``.
    ///   - bearer: the account's key, or a token made of its access key and secret.
    ///   - deadline: the longest time for a reply.
    package init(
        http: HTTPClient, baseURL: BaseURL, bearer: String, deadline: Duration = .seconds(60)
    ) {
        connection = BillConnection(
            http: http, base: baseURL.address, key: bearer, deadline: deadline)
    }

    /// The deductions of a time, as far as the service tells them.
    ///
    /// - Throws: ``BillError`` and cancellation; what was read by then is dropped.
    package func fetch(from: Date, to: Date) async throws -> Bill {
        let takenAt = Date()
        let range =
            #"{"start_time":\#(Self.milliseconds(from)),"end_time":\#(Self.milliseconds(to))}"#
        var bill = Bill(rows: [], coverage: from...max(from, to), takenAt: takenAt)
        for path in Self.paths {
            let list = try await self.list(at: path, range: range)
            bill.rows += list.rows
            if !list.isWhole { bill.coverage = nil }
        }
        return bill
    }

    private static func milliseconds(_ date: Date) -> Int {
        Int((date.timeIntervalSince1970 * 1000).rounded())
    }

    /// All pages of a list, and whether the service says that these are all.
    private func list(
        at path: String, range: String
    ) async throws -> (rows: [BillRow], isWhole: Bool) {
        var rows: [BillRow] = []
        var cursors: Set<String> = []
        var body = range
        while true {
            let page = try KlingBillPage(
                try await reply(to: path, body: body), path: path, rowsBefore: rows.count)
            rows += page.rows
            guard let cursor = page.cursor else { return (rows, page.isKnownAsLast) }
            guard cursors.insert(cursor).inserted, cursors.count < GatewayBill.maximumPageCount
            else { throw BillError.notWhole(reason: "\(path) has pages without end") }
            body = String(
                decoding: try JSONEncoder().encode(["cursor": cursor]), as: UTF8.self)
        }
    }

    private func reply(to path: String, body: String) async throws -> Data {
        let answer = try await connection.answer(at: path, posting: body)
        let code = (try? PlacedJSON.read(answer.body))?["code"]?.text
        guard answer.status == 200, code ?? "0" == "0" else {
            if answer.status == 429 {
                throw BillError.tooManyRequests(retryAfterSeconds: answer.retryAfterSeconds)
            }
            throw BillError.refused(
                status: answer.status, message: connection.message(of: answer))
        }
        return answer.body
    }
}
