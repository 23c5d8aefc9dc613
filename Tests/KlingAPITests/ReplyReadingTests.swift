import Foundation
import KlingAPI
import Testing

struct ReplyReadingTests {
    private func reply(_ body: String, _ headers: [(String, String)] = []) -> Reply {
        Reply(status: 200, headers: headers, body: Data(body.utf8))
    }

    @Test("Kling's own form is read whole, its seconds as milliseconds")
    func klingForm() {
        let reply = reply(
            """
            {"code":0,"message":"SUCCEED","request_id":"r-1","data":{"task_id":"t-1","task_status":
            "succeed","created_at":1722769557708,"updated_at":1722769557709,"final_unit_deduction":
            "0.05","task_result":{"audios":[{"id":"a-1","url":"https://a.b/c.mp3","duration":"5.2"}]}}}
            """)
        #expect(reply.code == 0 && reply.requestID == "r-1" && reply.taskID == "t-1")
        #expect(reply.audioID == "a-1" && reply.audioURL == "https://a.b/c.mp3")
        #expect(reply.durationMilliseconds == 5200 && reply.createdAt == 1_722_769_557_708)
        #expect(reply.unitDeduction == "0.05")
        #expect(!reply.saysFailure)
    }

    @Test(
        "a duration is read in the unit of its place",
        arguments: [
            (#"{"data":{"duration":5200}}"#, 5200), (#"{"data":{"duration":"5200"}}"#, 5200),
            (#"{"data":{"duration":"5.2"}}"#, 5200), (#"{"duration":17}"#, 17),
            (#"{"data":{"task_result":{"audios":[{"duration":"61"}]}}}"#, 61_000),
            (#"{"data":{"task_result":{"audios":[{"duration":5.2}]}}}"#, 5200),
            (#"{"data":{"duration":-1}}"#, nil), (#"{"data":{"duration":1e400}}"#, nil),
            (#"{"data":{"duration":"long"}}"#, nil), (#"{"data":{"duration":null}}"#, nil),
        ] as [(String, Int?)])
    func durations(body: String, milliseconds: Int?) {
        #expect(reply(body).durationMilliseconds == milliseconds)
    }

    @Test("a wrapped reply's code and words count, the wrapping's name is kept")
    func wrapped() {
        let reply = reply(
            #"{"code":"fail_to_fetch_task","message":"{\"code\":1301,\"message\":\"no\",\"request_id\":\"r-2\"}"}"#
        )
        #expect(reply.code == 1301 && reply.message == "no" && reply.requestID == "r-2")
        #expect(reply.gatewayError == "fail_to_fetch_task")
    }

    @Test(
        "what is no number, text or object is left out",
        arguments: [
            #"{"code":true,"message":7,"request_id":{},"data":"x"}"#, #"{"code":[],"data":[]}"#,
            #"{"message":"\ud800"}"#, "\u{FEFF}{}", #"{"code":99999999999999999999}"#,
        ])
    func oddTypes(body: String) {
        let reply = reply(body)
        #expect(reply.code == nil && reply.requestID == nil && reply.audioURL == nil)
    }

    @Test(
        "a limit that a refusal states is known with its count, time and kind",
        arguments: [
            (
                "您已达到请求数限制：1分钟内最多请求60次 (request id: 20261128)",
                StatedLimit(count: 60, window: .seconds(60), kind: .success)
            ),
            (
                "您已达到总请求数限制：1分钟内最多请求90次，包括失败次数，请检查您的请求是否正确",
                StatedLimit(count: 90, window: .seconds(60), kind: .total)
            ),
            ("1 分钟内最多请求 60 次", StatedLimit(count: 60, window: .seconds(60), kind: .total)),
            ("5分钟内最多请求 300 次", StatedLimit(count: 300, window: .seconds(300), kind: .total)),
            ("每秒最多 2 次", StatedLimit(count: 2, window: .seconds(1), kind: .total)),
            (
                "Limit of 60 requests per minute",
                StatedLimit(count: 60, window: .seconds(60), kind: .total)
            ),
            (
                "at most 100 successful requests in 2 minutes",
                StatedLimit(count: 100, window: .seconds(120), kind: .success)
            ),
            ("limit 10 RPM", StatedLimit(count: 10, window: .seconds(60), kind: .total)),
            ("max concurrency 3", StatedLimit(count: 3, window: nil, kind: .atOnce)),
            ("最大并发数为 5", StatedLimit(count: 5, window: nil, kind: .atOnce)),
            ("当前分组上游负载已饱和，请稍后再试", nil), ("too many requests", nil),
            ("at most 10 QPS", StatedLimit(count: 10, window: .seconds(1), kind: .total)),
            ("并发数超过限制 3", StatedLimit(count: 3, window: nil, kind: .atOnce)),
            ("每秒最多请求 2 次", StatedLimit(count: 2, window: .seconds(1), kind: .total)),
            (
                "more than 1,000 requests per hour",
                StatedLimit(count: 1000, window: .seconds(3600), kind: .total)
            ),
            ("0 requests per minute", nil), ("-5 requests per minute", nil),
            ("1.5 requests per second", nil), ("99999999999999999999 requests per minute", nil),
            ("999999999 分钟内最多请求 5 次", nil), ("max concurrency -3", nil),
            ("max concurrency 99999999999999999999", nil), ("tried 3 times in 5 seconds", nil),
            ("concurrency limit exceeded, retry in 3 seconds", nil),
            ("并发超限，请 5 秒后重试", nil), ("too many concurrent requests (code 1303)", nil),
        ] as [(String, StatedLimit?)])
    func statedLimits(message: String, limit: StatedLimit?) {
        let body = Data(#"{"error":{"message":"\#(message)"}}"#.utf8)
        #expect(Reply(status: 429, body: body).statedLimit == limit)
        #expect(Reply(status: 400, body: body).statedLimit == nil)
    }

    /// Sun, 06 Nov 1994 08:49:37 GMT.
    private static let past = Date(timeIntervalSince1970: 784_111_777)

    @Test(
        "Retry-After is seconds or a date in any of HTTP's three forms",
        arguments: [
            ("7", 7), (" 0 ", 0), ("1.5", 1.5), ("99999999", 864_000),
            ("Sun, 06 Nov 1994 08:49:47 GMT", 10), ("Sunday, 06-Nov-94 08:49:47 GMT", 10),
            ("Sun Nov  6 08:49:47 1994", 10), ("Sun, 06 Nov 1994 08:49:27 GMT", 0),
            ("Monday, 06-Nov-95 08:49:37 GMT", 864_000), ("Friday, 06-Nov-93 08:49:37 GMT", 0),
            ("0x10", nil), ("1e3", nil), ("inf", nil), ("nan", nil), ("-5", nil), ("+5", nil),
            ("", nil), ("soon", nil), (".5", nil), ("5.", nil), ("1 2", nil),
            ("Sun, 32 Nov 1994 08:49:37 GMT", nil), ("Sun, 06 Foo 1994 08:49:37 GMT", nil),
            ("Sun, 06 Nov 1994 25:49:37 GMT", nil), ("Sun, 06 Nov 1994 08:49 GMT", nil),
        ] as [(String, Double?)])
    func retryAfter(value: String, seconds: Double?) {
        let reply = Reply(
            status: 429, headers: [("Retry-After", value)], body: Data(), now: Self.past)
        #expect(reply.retryAfter == seconds.map { .seconds($0) })
    }

    @Test("a rate limit's own headers are read")
    func rateLimitHeaders() {
        let reply = reply("{}", [("RateLimit-Remaining", "0"), ("RateLimit-Reset", "12")])
        #expect(reply.isLastOfWindow)
        #expect(reply.retryAfter == .seconds(12))
    }
}
