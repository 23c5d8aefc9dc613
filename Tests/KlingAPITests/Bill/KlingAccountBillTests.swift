import Foundation
import KlingAPI
import SpeechTasks
import TestServers
import Testing

/// Kling's own lists of deductions.
@Suite(.timeLimit(.minutes(10)))
struct KlingAccountBillTests {
    private static let from = Date(timeIntervalSince1970: 1_796_000_000)
    private static let to = from.addingTimeInterval(3600)

    private func fetch(_ reply: @escaping @Sendable (String) -> String) async throws -> Bill {
        try await withBillServer { request in
            httpReply("200 OK", reply(request))
        } _: { baseURL, http in
            try await KlingAccountBill(http: http, baseURL: baseURL, bearer: "secret-key")
                .fetch(from: Self.from, to: Self.to)
        }
    }

    private static let empty =
        #"{"code":0,"data":{"result":{"detail":[],"count":0},"next_cursor":"","has_more":false}}"#

    private static func page(_ id: String, _ count: Int, next: String, hasMore: Bool) -> String {
        #"{"code":0,"data":{"result":{"detail":[{"task_id":"\#(id)","deduction_amount":0.05,"#
            + #""deduction_time":"1796000001000","currency":"CNY"}],"count":\#(count)},"#
            + #""next_cursor":"\#(next)","has_more":\#(hasMore)}}"#
    }

    @Test("pages are read by their cursor, and cover the time where nothing is said to follow")
    func pages() async throws {
        let bill = try await fetch { request in
            guard request.contains("/account/billing/balance") else { return Self.empty }
            return request.contains("cursor")
                ? Self.page("t2", 2, next: "", hasMore: false)
                : Self.page("t1", 2, next: "1-x", hasMore: true)
        }
        #expect(bill.rows.map(\.requestID) == ["t1", "t2"])
        #expect(bill.rows.map(\.price) == [Money("0.05"), Money("0.05")])
        #expect(bill.coverage == Self.from...Self.to)
    }

    @Test("pages without end, and more without a way to ask for it, make no bill")
    func notWhole() async throws {
        for page in [
            Self.page("t1", 9, next: "1-x", hasMore: true),
            Self.page("t1", 9, next: "", hasMore: true),
        ] {
            await #expect(throws: BillError.self) { try await fetch { _ in page } }
        }
    }
}
