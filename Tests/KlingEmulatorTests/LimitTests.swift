import KlingEmulator
import TestServers
import Testing

@Suite(.timeLimit(.minutes(10)))
struct LimitTests {
    @Test("a rate limit is read from a count and a time")
    func parsed() throws {
        #expect(try RateLimit("20/s") == RateLimit(count: 20, period: .seconds(1)))
        #expect(try RateLimit("60/min") == RateLimit(count: 60, period: .seconds(60)))
        #expect(try RateLimit("5/h") == RateLimit(count: 5, period: .seconds(3600)))
    }

    @Test(
        "what is no rate limit is an error that shows one",
        arguments: ["", "20", "0/s", "a/s", "1/d", "1/s/s"])
    func notParsed(text: String) {
        let error = #expect(throws: EmulatorError.self) { try RateLimit(text) }
        #expect(error?.description.contains("60/min") == true)
    }

    @Test("a fixed window lets its count in, and anew once it is over")
    func fixed() {
        var limiter = RateLimiter(limit: RateLimit(count: 2, period: .seconds(10)), window: .fixed)
        let admitted = [8, 9, 9, 10, 19, 19, 45].map { limiter.admit(at: .seconds($0)) }
        #expect(admitted == [true, true, false, true, true, false, true])
    }

    @Test("a sliding window never lets more than its count in within any period")
    func sliding() {
        var limiter = RateLimiter(
            limit: RateLimit(count: 2, period: .seconds(10)), window: .sliding)
        let admitted = [8, 9, 9, 10, 18, 18, 19, 28].map { limiter.admit(at: .seconds($0)) }
        #expect(admitted == [true, true, false, false, true, false, true, true])
    }

    @Test("a bucket lets its count in at once, then one for each part of the period")
    func bucket() {
        var limiter = RateLimiter(limit: RateLimit(count: 2, period: .seconds(10)), window: .bucket)
        let admitted = [0, 0, 0, 4, 5, 6, 10, 30, 30, 30].map { limiter.admit(at: .seconds($0)) }
        #expect(
            admitted == [true, true, false, false, true, false, true, true, true, false])
    }

    @Test("over a long time each kind lets the same rate in", arguments: RateWindow.allCases)
    func longRun(window: RateWindow) {
        var limiter = RateLimiter(limit: RateLimit(count: 7, period: .seconds(1)), window: window)
        let admitted = (0..<100_000).count { limiter.admit(at: .milliseconds($0)) }
        #expect(700...707 ~= admitted)
    }

    @Test("a call that is refused for the number at once uses up no rate")
    func atOnceFirst() {
        var settings = EmulatorSettings()
        settings.atOnceLimit = 1
        settings.rateLimit = RateLimit(count: 2, period: .seconds(10))
        var limits = CallLimits(settings: settings)
        #expect(limits.enter(at: .zero) == .admitted)
        #expect(limits.enter(at: .zero) == .refused(.atOnce))
        limits.leave()
        #expect(limits.enter(at: .zero) == .admitted)
        limits.leave()
        #expect(
            limits.enter(at: .zero)
                == .refused(.rate(RateLimit(count: 2, period: .seconds(10)))))
    }

    @Test("a call over the rate is refused with 429 and costs nothing", arguments: [false, true])
    func overRate(limitCodes: Bool) async throws {
        let settings = EmulatorSettings.silent {
            $0.rateLimit = RateLimit(count: 2, period: .seconds(3600))
            $0.rateWindow = .bucket
            $0.limitForm = limitCodes ? .codes : nil
            $0.retryAfter = limitCodes ? .milliseconds(4500) : nil
        }
        try await withEmulator(settings) { emulator in
            let caller = Caller(emulator)
            _ = try await caller.speak("one")
            _ = try await caller.speak("two")
            let reply = try await caller.speak("three")
            #expect(reply.status == 429)
            #expect(try reply.decoded().code == (limitCodes ? 1302 : 429))
            #expect(reply.headers["retry-after"] == (limitCodes ? "5" : nil))
            #expect(try emulator.bill().count == 2)
        }
    }

    @Test("successes are limited in a sliding window, refused calls are not counted")
    func successes() {
        var settings = EmulatorSettings()
        settings.successLimit = RateLimit(count: 2, period: .seconds(60))
        var limits = CallLimits(settings: settings)
        #expect(limits.enter(at: .zero) == .admitted)
        #expect(limits.enter(at: .zero) == .admitted)
        // In flight they do not count yet.
        #expect(limits.enter(at: .zero) == .admitted)
        limits.succeed(at: .seconds(1))
        #expect(limits.enter(at: .seconds(1)) == .admitted)
        limits.succeed(at: .seconds(2))
        let refused = CallLimits.Verdict.refused(
            .successes(RateLimit(count: 2, period: .seconds(60))))
        #expect(limits.enter(at: .seconds(60)) == refused)
        #expect(limits.enter(at: .seconds(61)) == .admitted)
    }

    @Test("the total counts every call that it lets pass, whatever it is refused for after that")
    func total() {
        var settings = EmulatorSettings()
        settings.atOnceLimit = 1
        settings.totalLimit = RateLimit(count: 2, period: .seconds(60))
        var limits = CallLimits(settings: settings)
        #expect(limits.enter(at: .zero) == .admitted)
        #expect(limits.enter(at: .zero) == .refused(.atOnce))
        #expect(
            limits.enter(at: .zero)
                == .refused(.total(RateLimit(count: 2, period: .seconds(60)))))
    }

    @Test(
        "a limit refuses in the form that is set, the gateway's with its numbers",
        arguments: [
            (LimitForm.bare, #"{"code":429,"message":"too many requests","#),
            (.codes, #"{"code":1302,"#),
            (.gateway, #"{"error":{"message":"您已达到请求数限制：1分钟内最多请求1次 (request id: "#),
            (.empty, ""),
        ])
    func words(form: LimitForm, start: String) async throws {
        let settings = EmulatorSettings.silent {
            $0.successLimit = RateLimit(count: 1, period: .seconds(60))
            $0.limitForm = form
        }
        try await withEmulator(settings) { emulator in
            let caller = Caller(emulator)
            #expect(try await caller.speak("one").status == 200)
            let reply = try await caller.speak("two")
            #expect(reply.status == 429)
            #expect(form == .empty ? reply.text.isEmpty : reply.text.hasPrefix(start))
        }
    }

    @Test("the gateway words its limits by itself, and Kling has codes")
    func formsOwnWords() async throws {
        func second(_ form: EmulatorForm, _ change: (inout EmulatorSettings) -> Void) async throws
            -> Caller.Reply
        {
            let settings = EmulatorSettings.silent {
                $0.form = form
                change(&$0)
            }
            return try await withEmulator(settings) { emulator in
                let caller = Caller(emulator, form: form)
                _ = try await caller.post("{}")
                return try await caller.post("{}")
            }
        }
        let limit = RateLimit(count: 1, period: .seconds(60))
        let total = try await second(.gateway) { $0.totalLimit = limit }
        let words = "您已达到总请求数限制：1分钟内最多请求1次，包括失败次数，请检查您的请求是否正确 (request id: "
        #expect(total.text("error.message")?.hasPrefix(words) == true)
        #expect(total.text("error.type") == "new_api_error")
        let kling = try await second(.kling) { $0.rateLimit = limit }
        #expect(kling.number("code") == 1302)
    }

    @Test(
        "Retry-After comes in every form of date",
        arguments: [
            (RetryAfterForm.seconds, "5"), (.imf, #"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT"#),
            (.rfc850, #"\w{6,9}, \d\d-\w{3}-\d\d \d\d:\d\d:\d\d GMT"#),
            (.asctime, #"\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}"#),
        ])
    func retryAfter(form: RetryAfterForm, pattern: String) async throws {
        let settings = EmulatorSettings.silent {
            $0.rateLimit = RateLimit(count: 1, period: .seconds(3600))
            $0.retryAfter = .milliseconds(4500)
            $0.retryAfterForm = form
        }
        try await withEmulator(settings) { emulator in
            let caller = Caller(emulator)
            _ = try await caller.speak("one")
            let value = try #require(try await caller.speak("two").headers["retry-after"])
            #expect(try Regex(pattern).wholeMatch(in: value) != nil, "\(value)")
        }
    }

    @Test("a call too many at once is refused, and let in once another one's client is gone")
    func atOnce() async throws {
        let settings = try EmulatorSettings.silent {
            $0.atOnceLimit = 1
            $0.limitForm = .codes
            $0.faults = try FaultShares("no-answer:1")
        }
        try await withEmulator(settings) { emulator in
            let caller = Caller(emulator)
            let held = Task { try await caller.speak("one") }
            while try emulator.bill().isEmpty { await Task.yield() }
            let reply = try await caller.post("{}")
            #expect(reply.status == 429)
            #expect(try reply.decoded().code == 1303)
            held.cancel()
            // A body of no use is refused for itself as soon as there is a place.
            while try await caller.post("{}").status == 429 { await Task.yield() }
            #expect(try await caller.post("{}").status == 400)
        }
    }
}
