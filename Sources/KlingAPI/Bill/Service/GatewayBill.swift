package import AsyncHTTPClient
package import Foundation

/// Fetches an account's bill from the gateway's log, page by page.
///
/// The key stands in the address there, so no address is ever logged or put into an error.
///
/// Source: the gateway's public code.
package struct GatewayBill: Sendable {
    /// Sleeps; tests do not.
    package typealias Sleep = @Sendable (Duration) async throws -> Void

    /// The most rows of a page that the gateway gives.
    static let pageSize = 100
    /// The most pages that are read: a million rows.
    static let maximumPageCount = 10_000
    /// A service that asks to wait longer is asked another day.
    static let maximumWaitSeconds = 120

    private let connection: BillConnection
    private let sleep: Sleep

    /// A bill of one account.
    ///
    /// - Parameters:
    ///   - http: a client that follows no redirects, see ``KlingClient/configuration(width:)``.
    ///   - key: the account's token.
    ///   - deadline: the longest time for a page.
    ///   - sleep: how to wait where the service asks for it.
    package init(
        http: HTTPClient, baseURL: BaseURL, key: String, deadline: Duration = .seconds(60),
        sleep: @escaping Sleep = { try await Task.sleep(for: $0) }
    ) {
        connection = BillConnection(
            http: http, base: baseURL.address, key: key, deadline: deadline)
        self.sleep = sleep
    }

    /// The whole bill of a time: charges, then refunds.
    ///
    /// Both are asked for without the model's name unless one is given: a gateway may call it
    /// otherwise, and a charge that was left out would look like a free call.
    /// - Throws: ``BillError`` and cancellation; what was read by then is dropped.
    package func fetch(from: Date, to: Date, model: String? = nil) async throws -> Bill {
        // The gateway's range is in whole seconds, both ends in it.
        let first = Int(from.timeIntervalSince1970.rounded(.down))
        let last = max(first, Int(to.timeIntervalSince1970.rounded(.up)))
        let takenAt = Date()
        var rows: [BillRow] = []
        var clockAhead: Double?
        for kind in GatewayBillPage.Kind.allCases {
            let found = try await self.rows(
                BillQuery(
                    kind: kind, first: first, last: last, model: kind == .charge ? model : nil))
            rows += found.rows
            clockAhead = found.clockAheadSeconds
        }
        let coverage =
            Date(timeIntervalSince1970: Double(first))...Date(timeIntervalSince1970: Double(last))
        return Bill(
            rows: rows, coverage: coverage, isSurelyOurs: model == nil, takenAt: takenAt,
            clockAheadSeconds: clockAhead)
    }

    /// What a query gave.
    private struct Rows {
        let takenAt = Date()
        var rows: [BillRow] = []
        var clockAheadSeconds: Double?
    }

    /// All rows of a query; from the start again if their number changes meanwhile, three times.
    private func rows(_ query: BillQuery) async throws -> Rows {
        for _ in 0..<3 {
            if let rows = try await rowsOfOnePass(query) { return rows }
        }
        throw BillError.notWhole(reason: "new rows kept coming while it was read")
    }

    private func rowsOfOnePass(_ query: BillQuery) async throws -> Rows? {
        var rows = Rows()
        var before: GatewayBillPage?
        var number = 1
        while true {
            let page = try await self.page(number, of: query)
            if let before, page.total != before.total { return nil }
            try page.check(number: number, after: before)
            rows.rows += try page.rows(of: query.kind)
            rows.clockAheadSeconds = page.clockAheadSeconds
            guard page.hasMore(after: number) else { return rows }
            guard number < Self.maximumPageCount else {
                throw BillError.notWhole(reason: "it has more than \(number) pages")
            }
            before = page
            number += 1
        }
    }

    /// One page, asked for again a few times where the service is busy.
    private func page(_ number: Int, of query: BillQuery) async throws -> GatewayBillPage {
        var wait = 1
        for isLast in [false, false, false, false, true] {
            let answer = try await connection.answer(
                at: query.path(key: connection.key, page: number))
            if answer.status == 200 {
                return try GatewayBillPage(answer, masking: connection.words)
            }
            let isBusy = answer.status == 429 || (500...599).contains(answer.status)
            let asked = answer.retryAfterSeconds ?? wait
            guard isBusy, !isLast, asked <= Self.maximumWaitSeconds else {
                throw refusal(answer)
            }
            try await sleep(.seconds(asked))
            wait *= 2
        }
        throw BillError.tooManyRequests(retryAfterSeconds: nil)
    }

    private func refusal(_ answer: BillConnection.Answer) -> BillError {
        answer.status == 429
            ? .tooManyRequests(retryAfterSeconds: answer.retryAfterSeconds)
            : .refused(status: answer.status, message: connection.message(of: answer))
    }
}
