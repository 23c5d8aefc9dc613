public import AsyncHTTPClient
public import Foundation
import JobSources

/// Fetches the deductions of an account of Kling's own API.
///
/// Their form is only known in outline: deductions by task id, of resource packages and of the
/// balance. What has no list of rows with a task id and an amount is refused. Nothing tells how far
/// such a list reaches, so it shows what was charged and never what was free.
///
/// Source: `facts/gateway.md`, "The bill, by machine".
public struct KlingAccountBill: Sendable {
    private static let paths = ["/account/billing/package", "/account/billing/balance"]

    private let connection: BillConnection

    /// A bill of one account.
    ///
    /// - Parameters:
    ///   - http: a client that follows no redirects, see ``KlingClient/configuration(width:)``.
    ///   - bearer: the account's key, or a token made of its access key and secret.
    ///   - deadline: the longest time for a reply.
    public init(
        http: HTTPClient, baseURL: BaseURL, bearer: String, deadline: Duration = .seconds(60)
    ) {
        connection = BillConnection(
            http: http, base: baseURL.address, key: bearer, deadline: deadline)
    }

    /// The deductions of a time, as far as the service tells them.
    ///
    /// - Throws: ``BillError`` and cancellation.
    public func fetch(from: Date, to: Date) async throws -> Bill {
        let range =
            #"{"start_time":\#(Self.milliseconds(from)),"end_time":\#(Self.milliseconds(to))}"#
        var rows: [BillRow] = []
        for path in Self.paths {
            rows += try Self.rows(of: try await reply(to: path, body: range), path: path)
        }
        return Bill(rows: rows, coverage: nil)
    }

    private static func milliseconds(_ date: Date) -> Int {
        Int((date.timeIntervalSince1970 * 1000).rounded())
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

    /// The rows in a reply, by the names that fields of bills have.
    static func rows(of body: Data, path: String) throws(BillError) -> [BillRow] {
        let items: [PlacedJSON]
        do throws(JSONFault) {
            items = try BillDocument(try PlacedJSON.read(body)).rows
        } catch {
            throw .otherForm(reason: "\(path): \(error.message)")
        }
        var rows: [BillRow] = []
        for (index, item) in items.enumerated() {
            let place = "\(path), row \(index + 1)"
            let id = ["task_id", "taskId", "external_task_id"].lazy
                .compactMap { item[$0]?.text }.first { !$0.isEmpty }
            let amount = ["final_unit_deduction", "deduction", "units", "amount", "cost"].lazy
                .compactMap { item[$0]?.text }.first
            guard let id, let amount else {
                throw .otherForm(reason: "\(place) has no task id or no amount")
            }
            var row = BillRow(place: place)
            row.requestID = id
            // Units of a package are no yuan.
            row.units = amount
            row.isRefund = amount.hasPrefix("-")
            let time = ["created_at", "create_time", "time", "updated_at"].lazy
                .compactMap { item[$0]?.text }.first
            row.time = time.flatMap { BillTime($0, timeZone: .gmt)?.date }
            rows.append(row)
        }
        return rows
    }
}
