import Foundation
import KlingEmulator
import TestServers
import Testing

/// The addresses at which a service tells what it charged.
@Suite(.timeLimit(.minutes(10)))
struct BillAddressTests {
    @Test("the gateway's log has a row for each charged call, newest first, page by page")
    func log() async throws {
        let settings = try EmulatorSettings.silent {
            $0.form = .gateway
            $0.token = "sk-secret"
            $0.faults = try FaultShares("500-before:0.2,500-after:0.2")
        }
        try await withEmulator(settings) { emulator in
            let caller = Caller(emulator, form: .gateway)
            for _ in 0..<120 {
                _ = try await caller.call(
                    ["text": "a", "voice_id": "v"], authorization: "Bearer sk-secret")
            }
            let bill = try emulator.bill()
            #expect(bill.count < 120)
            var ids: [String] = []
            for page in 1...3 {
                let reply = try await caller.get(
                    "/api/log/token?key=sk-secret&p=\(page)&page_size=500&type=2"
                        + "&start_timestamp=1&end_timestamp=9999999999&model_name=kling-tts")
                #expect(reply.value("success") as? Bool == true)
                #expect(reply.number("data.total") == bill.count)
                #expect(reply.number("data.page_size") == 100)
                let items = try #require(reply.value("data.items") as? [[String: Any]])
                #expect(items.allSatisfy { $0["quota"] as? Int == 25_000 })
                ids += items.compactMap { $0["request_id"] as? String }
            }
            #expect(ids == bill.map(\.requestID).reversed())
        }
    }

    @Test("a row of the log tells time, length of use and the path that was called")
    func row() async throws {
        try await withEmulator(.silent { $0.form = .gateway }) { emulator in
            let caller = Caller(emulator, form: .gateway)
            _ = try await caller.call(["text": "a", "voice_id": "v"])
            let reply = try await caller.get("/api/log/token?key=any")
            let entry = try #require(try emulator.bill().first)
            #expect(reply.number("data.items.0.created_at") == entry.createdAt)
            #expect(reply.number("data.items.0.use_time") == 0)
            #expect(reply.number("data.items.0.type") == 2)
            let other = try #require(reply.text("data.items.0.other"))
            #expect(other.contains(#""request_path":"/kling/v1/audio/tts","model_price":0.05"#))
        }
    }

    @Test(
        "the log is empty outside its time, for refunds and for another model",
        arguments: ["end_timestamp=1000", "start_timestamp=9999999999", "type=6", "model_name=x"])
    func otherRows(query: String) async throws {
        try await withEmulator(.silent { $0.form = .gateway }) { emulator in
            let caller = Caller(emulator, form: .gateway)
            _ = try await caller.call(["text": "a", "voice_id": "v"])
            let reply = try await caller.get("/api/log/token?key=any&\(query)")
            #expect(reply.number("data.total") == 0)
        }
    }

    @Test("a wrong key gets no log and a wrong token no usage")
    func wrongKey() async throws {
        let settings = EmulatorSettings.silent {
            $0.form = .gateway
            $0.token = "sk-secret"
        }
        try await withEmulator(settings) { emulator in
            let caller = Caller(emulator, form: .gateway)
            let log = try await caller.get("/api/log/token?key=sk-other")
            #expect(log.value("success") as? Bool == false)
            let usage = try await caller.get(
                "/api/usage/token/", authorization: "Bearer sk-other")
            #expect(usage.status == 401)
        }
    }

    @Test("usage says what was used, and older logs name no requests")
    func usage() async throws {
        let settings = EmulatorSettings.silent {
            $0.form = .gateway
            $0.billHasIDs = false
        }
        try await withEmulator(settings) { emulator in
            let caller = Caller(emulator, form: .gateway)
            _ = try await caller.call(["text": "a", "voice_id": "v"])
            _ = try await caller.call(["text": "b", "voice_id": "v"])
            let usage = try await caller.get("/api/usage/token/", authorization: "Bearer a")
            #expect(usage.number("data.total_used") == 50_000)
            let log = try await caller.get("/api/log/token?key=a")
            #expect(log.number("data.total") == 2)
            #expect(log.value("data.items.0.request_id") == nil)
        }
    }

    @Test("the log goes on after a restart, over lines of earlier versions too")
    func restart() async throws {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("bill-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        try """
        {"request_id":"old","audio_id":"a","time":"2026-01-02T03:04:05.678Z","price":"0.05",\
        "characters":1,"text_sha256":"ab"}

        """.write(to: file, atomically: true, encoding: .utf8)
        let settings = EmulatorSettings.silent {
            $0.form = .gateway
            $0.billPath = file.path
        }
        for count in 2...3 {
            try await withEmulator(settings) { emulator in
                let caller = Caller(emulator, form: .gateway)
                _ = try await caller.call(["text": "a", "voice_id": "v"])
                let log = try await caller.get("/api/log/token?key=a")
                #expect(log.number("data.total") == count)
                #expect(log.text("data.items.\(count - 1).request_id") == "old")
                #expect(log.number("data.items.\(count - 1).created_at") == 1_767_323_045)
            }
        }
    }

    @Test("the page has the gateway's log only where it is asked for", arguments: [false, true])
    func pageLog(isThere: Bool) async throws {
        try await withEmulator(.silent { $0.pageHasLog = isThere }) { emulator in
            let log = try await Caller(emulator).get("/api/log/token?key=a")
            #expect(log.status == (isThere ? 200 : 404))
        }
    }

    @Test(
        "Kling's deductions come by task, page by page with a cursor",
        arguments: KlingBillKind.allCases)
    func deductions(kind: KlingBillKind) async throws {
        let settings = EmulatorSettings.silent {
            $0.form = .kling
            $0.klingBill = kind
        }
        try await withEmulator(settings) { emulator in
            let caller = Caller(emulator, form: .kling)
            for _ in 0..<5 { _ = try await caller.call(["text": "a", "voice_id": "v"]) }
            var body = #"{"start_time":1,"end_time":9999999999999,"limit":2}"#
            var tasks: [String] = []
            for page in 1...3 {
                let reply = try await caller.post(body, to: "/account/billing/\(kind.rawValue)")
                let rows = try #require(reply.value("data.result.detail") as? [[String: Any]])
                tasks += rows.compactMap { $0["task_id"] as? String }
                #expect(rows.allSatisfy { $0["deduction_amount"] as? Double == 0.05 })
                #expect(reply.value("data.has_more") as? Bool == (page < 3))
                body = #"{"cursor":"\#(reply.text("data.next_cursor") ?? "")"}"#
            }
            #expect(tasks == (try emulator.bill().map(\.taskID)))
            let costs = try await caller.get("/account/costs", authorization: "Bearer a")
            let pack = "data.resource_pack_subscribe_infos.0"
            #expect(costs.value("\(pack).remaining_quantity") as? Double == 999_999.75)
        }
    }

    @Test("the other of Kling's bills is empty, and a wrong question is refused")
    func otherDeductions() async throws {
        try await withEmulator(.silent { $0.form = .kling }) { emulator in
            let caller = Caller(emulator, form: .kling)
            _ = try await caller.call(["text": "a", "voice_id": "v"])
            let other = try await caller.post(
                #"{"start_time":1,"end_time":9999999999999}"#, to: "/account/billing/balance")
            #expect(other.number("data.result.count") == 0)
            for body in ["{}", "[]", #"{"cursor":"x"}"#] {
                let reply = try await caller.post(body, to: "/account/billing/package")
                #expect(reply.status == 400)
            }
        }
    }
}
