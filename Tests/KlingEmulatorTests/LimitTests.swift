import KlingEmulator
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
        #expect(limits.enter(at: .zero) == .tooManyAtOnce)
        limits.leave()
        #expect(limits.enter(at: .zero) == .admitted)
        limits.leave()
        #expect(limits.enter(at: .zero) == .tooFast)
    }

    @Test("a call over the rate is refused with 429 and costs nothing", arguments: [false, true])
    func overRate(limitCodes: Bool) async throws {
        let settings = EmulatorSettings.silent {
            $0.rateLimit = RateLimit(count: 2, period: .seconds(3600))
            $0.rateWindow = .bucket
            $0.limitCodes = limitCodes
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

    @Test("a call too many at once is refused, and let in once another one's client is gone")
    func atOnce() async throws {
        let settings = try EmulatorSettings.silent {
            $0.atOnceLimit = 1
            $0.limitCodes = true
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
