import Foundation
import KlingAPI
import SpeechTasks
import Testing

/// A reply as it comes, and what it means.
struct MeaningCase: Sendable, CustomTestStringConvertible {
    let status: Int
    let body: String
    let meaning: ReplyMeaning
    var headers: [(String, String)] = []

    init(
        _ status: Int, _ body: String, _ meaning: ReplyMeaning,
        headers: [(String, String)] = []
    ) {
        self.status = status
        self.body = body
        self.meaning = meaning
        self.headers = headers
    }

    var reply: Reply { Reply(status: status, headers: headers, body: Data(body.utf8)) }

    var testDescription: String { "HTTP \(status) \(body.prefix(80))" }
}

struct ReplyMeaningTests {
    private static let url = #""audio_url":"https://example.com/a.mp3""#

    @Test(
        "what brings audio is a success, whatever else is said",
        arguments: [200, 201, 202, 206, 400, 401, 403, 404, 429, 500, 503])
    func audio(status: Int) {
        for body in [
            #"{"code":0,"data":{\#(Self.url)}}"#, #"{"code":429,"data":{\#(Self.url)}}"#,
            #"{"code":1301,"data":{\#(Self.url)}}"#, #"{"data":[{\#(Self.url)}]}"#,
            #"{"data":{"audio":"https://example.com/a.mp3"}}"#, #"{\#(Self.url)}"#,
            #"{"url_mp3":"https://example.com/a.mp3"}"#,
            #"{"outputs":[{"mp3_url":"HTTPS://example.com/a.mp3"}]}"#,
            #"{"data":{"audio":{"url":"https://example.com/a.mp3"}}}"#,
            #"{"code":0,"data":{"task_status":"succeed","task_result":{"audios":[{"id":"a","url":"https://example.com/a.mp3"}]}}}"#,
            #"[{"code":0,"data":{\#(Self.url)}}]"#,
            #"{"code":0,"data":{\#(Self.url)}}<!-- end -->"#,
            #"{"code":"fail_to_fetch_task","message":"{\"code\":0,\"data\":{\"audio_url\":\"https://example.com/a.mp3\"}}"}"#,
        ] {
            let reply = MeaningCase(status, body, .succeeded).reply
            #expect(ReplyMeaning(of: reply) == .succeeded, "\(body)")
            #expect(reply.audioURL?.lowercased() == "https://example.com/a.mp3")
        }
    }

    @Test(
        "a success without audio that can be had cannot be read",
        arguments: [
            #"{"code":0}"#, "{}", "null", "[]", "7", "", "<html>ok</html>", "[1,2]",
            #"{"code":0,"data":null}"#, #"{"code":0,"data":{"audio_url":""}}"#,
            #"{"code":0,"data":{"audio_url":"file:///etc/passwd"}}"#,
            #"{"code":0,"data":{"audio_url":7}}"#, #"{"code":200,"message":"ok"}"#,
            #"{"code":0,"data":{"audio":"//uQxAAAAAAAAAAA"}}"#,
            #"{"code":0,"data":[{"audio_url":"https://a.b/1"},{"audio_url":"https://a.b/2"}]}"#,
            #"{"code":0,"data":{"task_id":"1","task_status":"processing"}}"#,
            #"{"code":0,"data":{"audio_url":"https://a.b/\#(String(repeating: "a", count: 2000))"}}"#,
        ], [200, 201, 202, 204, 206])
    func unreadable(body: String, status: Int) {
        let reply = MeaningCase(status, body, .unreadableSuccess).reply
        #expect(ReplyMeaning(of: reply) == .unreadableSuccess)
    }

    @Test(
        "success and error in one reply without audio may have been charged",
        arguments: [400, 401, 402, 403, 404, 413, 429, 500, 503])
    func contradiction(status: Int) {
        for body in [#"{"code":0}"#, #"{"code":0,"message":"success","data":{}}"#] {
            let reply = MeaningCase(status, body, .unknown(timedOut: false)).reply
            #expect(ReplyMeaning(of: reply) == .unknown(timedOut: false))
        }
    }

    @Test(
        "the page's and Kling's codes mean what their table says",
        arguments: [
            MeaningCase(429, #"{"code":1100}"#, .refusedBatch(.account)),
            MeaningCase(429, #"{"code":1101}"#, .refusedBatch(.credit)),
            MeaningCase(429, #"{"code":1102}"#, .refusedBatch(.credit)),
            MeaningCase(200, #"{"code":1102}"#, .refusedBatch(.credit)),
            MeaningCase(402, "", .refusedBatch(.credit)),
            MeaningCase(401, "", .refusedBatch(.authentication)),
            MeaningCase(401, #"{"code":1000}"#, .refusedBatch(.authentication)),
            MeaningCase(200, #"{"code":1004}"#, .refusedBatch(.authentication)),
            MeaningCase(403, "", .refusedBatch(.rights)),
            MeaningCase(403, #"{"code":1103}"#, .refusedBatch(.rights)),
            MeaningCase(403, #"{"code":1304}"#, .refusedBatch(.rights)),
            MeaningCase(429, #"{"code":1304}"#, .refusedBatch(.rights)),
            MeaningCase(301, "", .refusedBatch(.redirect)),
            MeaningCase(307, #"{"code":0}"#, .refusedBatch(.redirect)),
            MeaningCase(429, "", .throttled(.unspecified)),
            MeaningCase(200, #"{"code":429}"#, .throttled(.unspecified)),
            MeaningCase(429, #"{"code":1302}"#, .throttled(.rate)),
            MeaningCase(200, #"{"code":1302}"#, .throttled(.rate)),
            MeaningCase(429, #"{"code":"1303"}"#, .throttled(.atOnce)),
            MeaningCase(
                503, "", .throttled(.unspecified), headers: [("Retry-After", "3")]),
            MeaningCase(400, #"{"code":1300}"#, .refusedTask(.content)),
            MeaningCase(200, #"{"code":1301}"#, .refusedTask(.content)),
            MeaningCase(400, #"{"code":1201}"#, .refusedTask(.voice)),
            MeaningCase(
                400, #"{"code":1201,"message":"Voice id not found"}"#, .refusedTask(.voice)),
            MeaningCase(404, #"{"code":1202}"#, .refusedTask(.parameters)),
            MeaningCase(404, #"{"code":1203}"#, .refusedTask(.parameters)),
            MeaningCase(200, #"{"code":1200}"#, .refusedTask(.parameters)),
            MeaningCase(422, "", .refusedTask(.parameters)),
            MeaningCase(
                400, #"{"code":400,"message":"text is required for tts","request_id":"r"}"#,
                .refusedTask(.parameters)),
            MeaningCase(400, #"{"message":"speed out of range"}"#, .refusedTask(.parameters)),
            MeaningCase(413, "", .refusedTask(.length(stated: nil))),
            MeaningCase(
                400, #"{"code":1201,"message":"text is too long"}"#,
                .refusedTask(.length(stated: nil))),
            MeaningCase(
                400, #"{"message":"voice_id exceeds 64 characters"}"#, .refusedTask(.voice)),
            MeaningCase(408, "", .unknown(timedOut: true)),
            MeaningCase(500, "", .unknown(timedOut: false)),
            MeaningCase(502, "", .unknown(timedOut: true)),
            MeaningCase(503, "", .unknown(timedOut: false)),
            MeaningCase(504, "", .unknown(timedOut: true)),
            MeaningCase(500, #"{"code":5000}"#, .unknown(timedOut: false)),
            MeaningCase(503, #"{"code":5001}"#, .unknown(timedOut: false)),
            MeaningCase(504, #"{"code":5002}"#, .unknown(timedOut: true)),
            MeaningCase(200, #"{"code":500}"#, .unknown(timedOut: false)),
            MeaningCase(200, #"{"code":9999}"#, .unknown(timedOut: false)),
            MeaningCase(418, "", .unknown(timedOut: false)),
            MeaningCase(
                200, #"{"code":0,"data":{"task_status":"failed","task_status_msg":"no"}}"#,
                .unknown(timedOut: false)),
            MeaningCase(200, #"{"error":{"message":"internal"}}"#, .unknown(timedOut: false)),
            MeaningCase(200, #"{"success":false,"message":"busy"}"#, .unknown(timedOut: false)),
        ])
    func codes(_ example: MeaningCase) {
        #expect(ReplyMeaning(of: example.reply) == example.meaning)
    }

    @Test(
        "the gateway's refusals mean what their table says",
        arguments: [
            MeaningCase(
                500, #"{"code":"build_request_failed","message":"text is required for tts"}"#,
                .refusedTask(.parameters)),
            MeaningCase(
                500,
                #"{"code":"build_request_failed","message":"text length exceeds maximum 1000 characters, got: 1234"}"#,
                .refusedTask(.length(stated: TextLimit(characters: 1000)))),
            MeaningCase(
                500, #"{"code":"build_request_failed","message":"voice_id is required for tts"}"#,
                .refusedTask(.voice)),
            MeaningCase(
                500,
                #"{"code":"build_request_failed","message":"voice_language must be one of: zh, en"}"#,
                .refusedTask(.voice)),
            MeaningCase(
                500,
                #"{"code":"build_request_failed","message":"voice_speed must be between 0.8 and 2.0"}"#,
                .refusedTask(.parameters)),
            MeaningCase(403, #"{"code":"quota_not_enough"}"#, .refusedBatch(.credit)),
            MeaningCase(500, #"{"code":"get_channel_failed"}"#, .throttled(.unavailable)),
            MeaningCase(500, #"{"code":"get_price_scale_failed"}"#, .throttled(.unavailable)),
            MeaningCase(500, #"{"code":"get_user_quota_failed"}"#, .throttled(.unavailable)),
            MeaningCase(400, #"{"code":"model_mapping_failed"}"#, .refusedBatch(.setup)),
            MeaningCase(400, #"{"code":"invalid_api_platform"}"#, .refusedBatch(.setup)),
            MeaningCase(500, #"{"code":"do_request_failed"}"#, .unknown(timedOut: false)),
            MeaningCase(
                500, #"{"code":"do_request_failed","message":"context deadline exceeded"}"#,
                .unknown(timedOut: true)),
            MeaningCase(
                500,
                #"{"code":"fail_to_fetch_task","message":"{\"code\":1301,\"message\":\"risk\"}"}"#,
                .refusedTask(.content)),
            MeaningCase(
                429, #"{"code":"fail_to_fetch_task","message":"{\"code\":1302}"}"#,
                .throttled(.rate)),
            MeaningCase(
                400,
                #"{"code":"fail_to_fetch_task","message":"{\"code\":1102,\"message\":\"x\"}"}"#,
                .refusedBatch(.credit)),
            MeaningCase(
                500,
                #"{"error":{"code":"fail_to_fetch_task","message":"status 400: {\"code\":1201}"}}"#,
                .refusedTask(.voice)),
            MeaningCase(
                500,
                #"{"code":500,"message":"{\"code\":\"x\",\"message\":\"{\\\"code\\\":1301}\"}"}"#,
                .refusedTask(.content)),
            MeaningCase(
                500, #"{"code":"fail_to_fetch_task","message":"{\"code\":0}"}"#,
                .unknown(timedOut: false)),
            MeaningCase(
                502, #"{"code":"fail_to_fetch_task","message":"<html>"}"#, .unknown(timedOut: true)),
            MeaningCase(
                400, #"{"code":"tts_failed","message":"bad"}"#, .refusedTask(.parameters)),
            MeaningCase(
                429, #"{"code":"fail_to_fetch_task","message":"当前分组上游负载已饱和，请稍后再试"}"#,
                .throttled(.unspecified)),
            MeaningCase(
                429,
                #"{"error":{"message":"您已达到请求数限制：1分钟内最多请求60次 (request id: 2026)","type":"new_api_error"}}"#,
                .throttled(.unspecified)),
            MeaningCase(
                401, #"{"error":{"message":"无效的令牌","type":"new_api_error"}}"#,
                .refusedBatch(.authentication)),
            MeaningCase(
                403, #"{"error":{"message":"您的 IP 不在令牌允许访问的列表中","type":"new_api_error"}}"#,
                .refusedBatch(.rights)),
            MeaningCase(
                404,
                #"{"error":{"message":"Invalid URL (POST /kling/v1/tts)","type":"invalid_request_error"}}"#,
                .refusedBatch(.route)),
            MeaningCase(404, "404 page not found", .refusedBatch(.route)),
            MeaningCase(404, "", .refusedBatch(.route)),
            MeaningCase(404, "<html><style>p{text-align:left}</style>", .refusedBatch(.route)),
            MeaningCase(400, "<meta content='maximum-scale=1'>", .refusedTask(.parameters)),
            MeaningCase(405, "", .refusedBatch(.route)),
            MeaningCase(404, #"{"message":"voice not found"}"#, .refusedTask(.voice)),
            MeaningCase(429, #"{"error":{"type":"insufficient_quota"}}"#, .refusedBatch(.credit)),
            MeaningCase(200, #"{"error":{"type":"insufficient_quota"}}"#, .refusedBatch(.credit)),
            MeaningCase(400, #"{"error":{"code":"quota_exceeded"}}"#, .refusedBatch(.credit)),
            MeaningCase(403, #"{"message":"账户余额不足"}"#, .refusedBatch(.credit)),
            MeaningCase(
                429, #"{"error":{"code":0,"message":"slow down"}}"#, .throttled(.unspecified)),
        ])
    func gateway(_ example: MeaningCase) {
        #expect(ReplyMeaning(of: example.reply) == example.meaning)
    }

    @Test("whatever wraps a content refusal, it fails the row only")
    func wrappedContent() {
        for status in [200, 400, 403, 404, 429, 500, 503] {
            let body = #"{"code":"fail_to_fetch_task","message":"{\"code\":1301}"}"#
            let reply = MeaningCase(status, body, .refusedTask(.content)).reply
            #expect(ReplyMeaning(of: reply) == .refusedTask(.content))
        }
    }

    private static let chinese = String(repeating: "字", count: 400)

    @Test(
        "a refusal for length tells the limit in the unit that the service counts",
        arguments: [
            ("text length exceeds maximum 1000 characters, got: 1200", nil, TextLimit(bytes: 1000)),
            (
                "text length exceeds maximum 300 characters, got: 400", nil,
                TextLimit(characters: 300)
            ),
            ("text length exceeds maximum 1000 characters", .gateway, TextLimit(bytes: 1000)),
            ("text length exceeds maximum 300 characters", .page, TextLimit(characters: 300)),
            ("text exceeds 1,000 bytes", .page, TextLimit(bytes: 1000)),
            ("文本长度超过 300 字", .kling, TextLimit(characters: 300)),
            ("文本长度超过 300", nil, TextLimit(characters: 300)),
            ("length must be between 1 and 300", nil, TextLimit(characters: 300)),
            ("attribute text exceeds 300 characters", nil, TextLimit(characters: 300)),
            ("text is too long", nil, nil), ("text exceeds 5000 characters", nil, nil),
        ] as [(String, ServiceForm?, TextLimit?)])
    func length(message: String, form: ServiceForm?, limit: TextLimit?) {
        let reply = MeaningCase(400, #"{"message":"\#(message)"}"#, .succeeded).reply
        #expect(
            ReplyMeaning(of: reply, text: Self.chinese, form: form)
                == .refusedTask(.length(stated: limit)))
    }
}
