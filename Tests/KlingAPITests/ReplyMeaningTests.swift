import KlingAPI
import Testing

struct ReplyMeaningTests {
    private func reply(_ status: Int, _ code: Int? = nil, message: String? = nil) -> Reply {
        var reply = Reply()
        reply.httpStatus = status
        reply.code = code
        reply.message = message
        return reply
    }

    private func audio(_ status: Int = 200, _ code: Int? = 0) -> Reply {
        var reply = reply(status, code)
        reply.audioID = "audio_1"
        reply.audioURL = "https://example.com/a.mp3"
        return reply
    }

    @Test("200 with code 0, an audio address and an id has succeeded")
    func succeeded() {
        #expect(ReplyMeaning(of: audio()) == .succeeded)
    }

    @Test("200 with code 0 and no usable address or id is unknown: it may have been charged")
    func noUsableAddress() {
        var noAddress = audio()
        noAddress.audioURL = nil
        var noID = audio()
        noID.audioID = ""
        var badAddress = audio()
        badAddress.audioURL = "file:///etc/passwd"
        for reply in [noAddress, noID, badAddress, audio(200, nil), audio(201)] {
            #expect(ReplyMeaning(of: reply) == .unknown(timedOut: false))
        }
    }

    @Test("code wins over HTTP 200 where it says error")
    func codeWins() {
        #expect(ReplyMeaning(of: audio(200, 429)) == .throttled(.unspecified))
        #expect(ReplyMeaning(of: audio(200, 1101)) == .refusedBatch(.credit))
        #expect(ReplyMeaning(of: audio(200, 500)) == .unknown(timedOut: false))
        #expect(ReplyMeaning(of: audio(200, 1301)) == .refusedTask(.content))
    }

    @Test(
        "reasons that every call shares stop the batch",
        arguments: [
            (429, 1100, ReplyMeaning.BatchRefusal.account), (429, 1101, .credit),
            (429, 1102, .credit), (200, 1102, .credit), (402, nil, .credit),
            (401, nil, .authentication),
            (401, 1000, .authentication), (200, 1004, .authentication), (403, nil, .rights),
            (403, 1103, .rights), (403, 1304, .rights), (301, nil, .redirect),
            (307, nil, .redirect),
        ] as [(Int, Int?, ReplyMeaning.BatchRefusal)])
    func batchRefusals(status: Int, code: Int?, refusal: ReplyMeaning.BatchRefusal) {
        #expect(ReplyMeaning(of: reply(status, code)) == .refusedBatch(refusal))
    }

    @Test(
        "a gateway's words for spent quota stop the batch, whatever its status",
        arguments: [
            (429, "insufficient_quota"), (403, "insufficient_quota"), (400, "quota_exceeded"),
        ])
    func gatewayQuota(status: Int, type: String) {
        var quota = reply(status)
        quota.gatewayError = type
        #expect(ReplyMeaning(of: quota) == .refusedBatch(.credit))
        #expect(
            ReplyMeaning(of: reply(status, message: "账户余额不足")) == .refusedBatch(.credit))
    }

    @Test("a gateway's quota error under HTTP 200 stops the batch")
    func quotaUnder200() {
        var quota = reply(200)
        quota.gatewayError = "insufficient_quota"
        #expect(ReplyMeaning(of: quota) == .refusedBatch(.credit))
    }

    @Test(
        "refusals for pace say which limit, as far as they say it",
        arguments: [
            (429, nil, ReplyMeaning.Throttle.unspecified), (429, 429, .unspecified),
            (200, 429, .unspecified), (429, 1302, .rate), (200, 1302, .rate), (429, 1303, .atOnce),
        ] as [(Int, Int?, ReplyMeaning.Throttle)])
    func throttled(status: Int, code: Int?, throttle: ReplyMeaning.Throttle) {
        #expect(ReplyMeaning(of: reply(status, code)) == .throttled(throttle))
    }

    @Test("503 is a refusal for pace only with Retry-After")
    func unavailable() {
        var unavailable = reply(503)
        #expect(ReplyMeaning(of: unavailable) == .unknown(timedOut: false))
        unavailable.retryAfter = .seconds(3)
        #expect(ReplyMeaning(of: unavailable) == .throttled(.unspecified))
    }

    @Test(
        "what lies in the task fails the task",
        arguments: [
            (400, nil, "speed out of range", ReplyMeaning.TaskRefusal.parameters),
            (400, 400, "text is required for tts", .parameters),
            (404, nil, nil, .parameters), (422, nil, nil, .parameters),
            (400, 1201, "Voice id not found", .parameters), (200, 1200, nil, .parameters),
            (400, 1300, nil, .content), (400, 1301, nil, .content), (413, nil, nil, .length),
            (400, 400, "text length exceeds 1000 characters", .length),
            (400, 1201, "text is too long", .length), (400, nil, "文本长度超过限制", .length),
            (400, nil, "voice_id exceeds 64 characters", .parameters),
        ] as [(Int, Int?, String?, ReplyMeaning.TaskRefusal)])
    func taskRefusals(
        status: Int, code: Int?, message: String?, refusal: ReplyMeaning.TaskRefusal
    ) {
        #expect(
            ReplyMeaning(of: reply(status, code, message: message)) == .refusedTask(refusal))
    }

    @Test(
        "what is not listed may have been charged",
        arguments: [
            (408, nil, true), (500, nil, false), (502, nil, true), (503, nil, false),
            (504, nil, true), (500, 5000, false), (503, 5001, false), (504, 5002, true),
            (200, 500, false), (200, 9999, false), (418, nil, false), (204, nil, false),
        ] as [(Int, Int?, Bool)])
    func unknown(status: Int, code: Int?, timedOut: Bool) {
        #expect(ReplyMeaning(of: reply(status, code)) == .unknown(timedOut: timedOut))
    }
}

struct BaseURLTests {
    @Test(
        "a base address is https, or http on this machine",
        arguments: [
            "https://api.ezmodel.cloud", "https://api.example.com/v2/", "http://127.0.0.1:8080",
            "http://localhost:1", "http://[::1]:8080", "HTTPS://API.example.com",
        ])
    func usable(address: String) {
        #expect(BaseURL(address) != nil)
    }

    @Test(
        "anything else is refused, so that the token goes nowhere else",
        arguments: [
            "http://api.ezmodel.cloud", "ftp://127.0.0.1", "api.ezmodel.cloud", "",
            "https://user:pass@api.example.com", "https://api.example.com?x=1",
            "http://127.0.0.1.example.com", "https://",
        ])
    func refused(address: String) {
        #expect(BaseURL(address) == nil)
    }
}
