import AsyncHTTPClient
import Foundation
import KlingAPI
import SpeechTasks
import Synchronization
import TestServers
import Testing

@Suite(.timeLimit(.minutes(10)))
struct GatewayBillTests {
    private static let key = "sk-se/cret+1"
    private static let first = Date(timeIntervalSince1970: 1_796_000_000)

    /// Fetches a bill of two hours from a server of this behaviour.
    private func fetch(
        _ answer: @escaping @Sendable (_ request: String) -> String,
        waits: Waits = Waits()
    ) async throws -> Bill {
        try await withBillServer(answer) { baseURL, http in
            let gateway = GatewayBill(
                http: http, baseURL: baseURL, key: Self.key, sleep: { waits.add($0) })
            return try await gateway.fetch(
                from: Self.first, to: Self.first.addingTimeInterval(7200), model: "kling-tts")
        }
    }

    private func failure(
        _ answer: @escaping @Sendable (_ request: String) -> String
    ) async throws -> BillError {
        do {
            _ = try await fetch(answer)
        } catch let error as BillError {
            #expect(!"\(error)".contains("cret"))
            return error
        }
        throw Unexpected()
    }

    private struct Unexpected: Error {}

    final class Waits: Sendable {
        private let waits = Mutex<[Duration]>([])
        func add(_ wait: Duration) { waits.withLock { $0.append(wait) } }
        var all: [Duration] { waits.withLock { $0 } }
    }

    final class Count: Sendable {
        private let count = Mutex(0)
        func next() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
    }

    /// The number that a field of a request's query has.
    private static func number(_ field: String, in request: String) -> Int {
        let value = request.components(separatedBy: "\(field)=").dropFirst().first ?? ""
        return Int(value.prefix { $0.isNumber }) ?? 0
    }

    /// The page that a log of so many rows of a type gives.
    private static func page(
        _ request: String, total: Int, type: Int = 2, size: Int = 100
    ) -> String {
        guard number("&type", in: request) == type else { return empty }
        let page = number("&p", in: request)
        let items = ((page - 1) * size..<max((page - 1) * size, min(page * size, total))).map {
            #"{"created_at":\#(1_796_000_001 + $0),"type":\#(type),"quota":25000,"use_time":3,"#
                + #""model_name":"kling-tts","request_id":"req_\#($0)","other":"{\"a\":1}"}"#
        }
        return pageReply(page, size, total, items.joined(separator: ","))
    }

    private static let empty = httpReply(
        "200 OK", #"{"success":true,"data":{"page":1,"page_size":100,"total":0,"items":null}}"#)

    private static func pageReply(
        _ page: Int, _ size: Int, _ total: Int, _ items: String
    ) -> String {
        httpReply(
            "200 OK",
            #"{"success":true,"message":"","data":{"page":\#(page),"page_size":\#(size),"#
                + #""total":\#(total),"items":[\#(items)]}}"#)
    }

    @Test("all pages are read, and what is asked is what the facts say")
    func pages() async throws {
        let requests = Requests()
        let bill = try await fetch { request in
            requests.add(request)
            return Self.page(request, total: 250)
        }
        #expect(bill.rows.map(\.requestID) == (0..<250).map { "req_\($0)" })
        #expect(bill.rows[120].place == "page 2, row 21")
        #expect(bill.rows[0].price == Money(thousandths: 50))
        #expect(bill.rows[0].useSeconds == 3)
        #expect(bill.clockAheadSeconds == nil)
        #expect(bill.coverage == Self.first...Self.first.addingTimeInterval(7200))
        let asked = requests.all.map { String($0.prefix { $0 != "\r\n" }) }
        #expect(
            asked.first == "GET /api/log/token?key=sk-se%2Fcret%2B1&p=1&page_size=100"
                + "&start_timestamp=1796000000&end_timestamp=1796007200&type=2"
                + "&model_name=kling-tts HTTP/1.1")
        #expect(asked.count == 4)
        #expect(asked.last?.contains("&p=1&") == true && asked.last?.contains("&type=6") == true)
        #expect(!requests.all.joined().contains("Authorization"))
    }

    @Test("the service's clock is read from its replies")
    func clock() async throws {
        let bill = try await fetch { request in
            Self.page(request, total: 1)
                .replacing(
                    "\r\nContent", with: "\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent")
        }
        let ahead = try #require(bill.clockAheadSeconds)
        #expect(abs(Date(timeIntervalSince1970: 784_111_777).timeIntervalSinceNow - ahead) < 3600)
    }

    @Test("refunds are read too, and rows of other types left out")
    func refunds() async throws {
        let bill = try await fetch { request in
            Self.number("&type", in: request) == 6
                ? Self.page(request, total: 2, type: 6)
                : Self.pageReply(
                    1, 100, 2,
                    #"{"created_at":1796000001,"type":1,"quota":9},{"created_at":1796000002,"type":2,"quota":1}"#
                )
        }
        #expect(bill.rows.map(\.isRefund) == [false, true, true])
        #expect(bill.rows[0].units == "1")
    }

    @Test("a bill that grows meanwhile is read again from its start")
    func grows() async throws {
        let count = Count()
        let bill = try await fetch { request in
            Self.page(request, total: count.next() == 1 ? 150 : 151)
        }
        #expect(bill.rows.count == 151)
    }

    @Test("a bill that never stops growing is no bill")
    func growsForEver() async throws {
        let count = Count()
        let error = try await failure { Self.page($0, total: 150 + count.next()) }
        #expect(error == .notWhole(reason: "new rows kept coming while it was read"))
    }

    @Test("a busy service is waited for as long as it asks")
    func busy() async throws {
        let count = Count()
        let waits = Waits()
        let bill = try await fetch(
            { request in
                switch count.next() {
                case 2: httpReply("429 Too Many Requests", "", headers: "Retry-After: 7\r\n")
                case 3: httpReply("502 Bad Gateway", "<html>")
                default: Self.page(request, total: 150)
                }
            }, waits: waits)
        #expect(bill.rows.count == 150)
        #expect(waits.all == [.seconds(7), .seconds(2)])
    }

    @Test("a service that asks to wait an hour is not waited for")
    func busyForLong() async throws {
        let error = try await failure { _ in
            httpReply("429 Too Many Requests", "", headers: "Retry-After: 3600\r\n")
        }
        #expect(error == .tooManyRequests(retryAfterSeconds: 3600))
    }

    @Test("pages that repeat, or are others or shorter than asked for, make no bill")
    func notWhole() async throws {
        let repeating = try await failure { request in
            let first = request.replacingOccurrences(of: "&p=2", with: "&p=1")
            return Self.page(first, total: 150).replacingOccurrences(
                of: #""page""#, with: #""side""#)
        }
        #expect(repeating == .notWhole(reason: "page 2 repeats the one before"))
        let other = try await failure { request in
            Self.page(request.replacingOccurrences(of: "&p=2", with: "&p=1"), total: 150)
        }
        #expect(other == .notWhole(reason: "page 1 came in place of page 2"))
        let short = try await failure { _ in Self.pageReply(1, 100, 3, "{}") }
        #expect(short == .notWhole(reason: "page 1 has 1 rows in place of 3"))
    }

    @Test("smaller pages than asked for are read to the end")
    func smallPages() async throws {
        let bill = try await fetch { Self.page($0, total: 25, size: 10) }
        #expect(bill.rows.count == 25)
    }

    @Test(
        "other forms and refusals are errors, and never show the key",
        arguments: [
            (#"{"success":false,"message":"no key sk-se/cret+1 sk-se%2Fcret%2B1"}"#, "(token)"),
            (#"{"success":true,"data":[{"quota":1}]}"#, "`data` holds no pages"),
            (#"{"success":true,"data":{"page":1,"page_size":100,"items":[]}}"#, "`data.total`"),
            (#"{"data":{"page":1,"page_size":100,"total":0,"items":[]}}"#, "`success`"),
            ("<html>", "no JSON"),
        ])
    func otherForms(body: String, words: String) async throws {
        let error = try await failure { _ in httpReply("200 OK", body) }
        #expect("\(error)".contains(words))
    }

    @Test(
        "a status that is no success is an error",
        arguments: ["401 Unauthorized", "302 Found", "404 Not Found"])
    func refusals(status: String) async throws {
        let error = try await failure { _ in
            httpReply(
                status, #"{"error":{"message":"bad\u001b[31m sk-se/cret+1"}}"#,
                headers: "Location: http://127.0.0.1:9/\r\n")
        }
        #expect(error == .refused(status: Int(status.prefix(3)) ?? 0, message: "bad[31m (token)"))
    }

    @Test("a page that breaks off is no bill")
    func brokenOff() async throws {
        let error = try await failure { request in
            String(Self.page(request, total: 100).dropLast(40))
        }
        guard case .noReply = error else { throw error }
    }

    @Test("Kling's deductions are read by task id; a form without them is refused")
    func klingDeductions() async throws {
        let bill = try await withBillServer { request in
            #expect(request.contains("Authorization: Bearer secret-key"))
            let isPackage = request.contains("/account/billing/package")
            return httpReply(
                "200 OK",
                isPackage
                    ? #"{"code":0,"data":{"list":[{"task_id":"t1","final_unit_deduction":"0.5","created_at":1796000001000}]}}"#
                    : #"{"code":0,"data":{"list":[]}}"#)
        } _: { baseURL, http in
            try await KlingAccountBill(http: http, baseURL: baseURL, bearer: "secret-key")
                .fetch(from: Self.first, to: Self.first)
        }
        #expect(bill.rows.map(\.requestID) == ["t1"])
        #expect(bill.rows[0].units == "0.5")
        #expect(bill.rows[0].price == nil)
        #expect(bill.coverage == nil)
        await #expect(throws: BillError.self) {
            try await withBillServer { _ in
                httpReply("200 OK", #"{"code":0,"data":{"sum":"12"}}"#)
            } _: { baseURL, http in
                try await KlingAccountBill(http: http, baseURL: baseURL, bearer: "secret-key")
                    .fetch(from: Self.first, to: Self.first)
            }
        }
    }
}
