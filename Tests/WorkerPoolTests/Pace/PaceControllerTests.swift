import Testing
import WorkerPool

@Suite("the pace")
struct PaceControllerTests {
    /// Sends whatever may be sent until `end`; each call gets the reply, after 50 ms.
    ///
    /// Returns the times at which calls were sent.
    static func drive(
        _ pace: inout PaceController, from start: Duration, to end: Duration,
        reply: (Int) -> PaceReply
    ) -> [Duration] {
        var now = start
        var sent: [Duration] = []
        while now < end {
            switch pace.decide(at: now) {
            case .send:
                let id = Int(now / .milliseconds(1))
                pace.sent(id, at: now)
                sent.append(now)
                now += .milliseconds(50)
                pace.replied(id, reply(sent.count), at: now)
            case .waitUntil(let time):
                now = max(time, now + .milliseconds(1))
            case .waitForReply, .end:
                return sent
            }
        }
        return sent
    }

    static func pace(atOnce: Int = 8, ceiling: Double? = nil, learned: LearnedPace? = nil)
        -> PaceController
    {
        PaceController(
            settings: PaceSettings(
                maximumAtOnce: atOnce, ratePerSecondCeiling: ceiling, seed: 4),
            learned: learned)
    }

    @Test("a rate that was set is never exceeded", arguments: [0.5, 2, 10])
    func ceiling(perSecond: Double) {
        var pace = Self.pace(ceiling: perSecond)
        let sent = Self.drive(&pace, from: .zero, to: .seconds(60)) { _ in .succeeded }
        #expect(Double(sent.count) <= 60 * perSecond + 1)
        #expect(Double(sent.count) >= 54 * perSecond)
    }

    @Test("a service without limits is soon sent as much as it answers")
    func noLimit() {
        var pace = Self.pace()
        let sent = Self.drive(&pace, from: .zero, to: .seconds(20)) { _ in .succeeded }
        // One call after the other, 50 ms each: 20 a second.
        #expect(sent.count { $0 >= .seconds(10) } > 190)
        #expect(pace.learned == LearnedPace())
    }

    @Test("a run begins at four fifths of the rate the last one ended with")
    func learnedRate() {
        let pace = Self.pace(learned: LearnedPace(ratePerSecond: 5, atOnce: 3))
        #expect(pace.snapshot.ratePerSecond == 4)
        #expect(pace.snapshot.atOnce == 3)
        #expect(pace.learned == LearnedPace(ratePerSecond: 4, atOnce: 3))
    }

    @Test("a number at once that was learned is not more than was asked for")
    func learnedAtOnce() {
        let pace = Self.pace(atOnce: 2, learned: LearnedPace(atOnce: 30))
        #expect(pace.snapshot.atOnce == 2)
    }

    @Test("what the service names is believed at once", arguments: [ThrottleKind.rate, .atOnce])
    func namedLimits(kind: ThrottleKind) {
        var pace = Self.pace(learned: LearnedPace(ratePerSecond: 100, atOnce: 8))
        for id in 0..<4 { pace.sent(id, at: .milliseconds(id)) }
        pace.replied(3, .throttled(kind, retryAfter: nil), at: .milliseconds(53))
        #expect(pace.snapshot.atOnce == (kind == .atOnce ? 3 : 8))
        #expect(((pace.snapshot.ratePerSecond ?? 0) < 80) == (kind == .rate))
        #expect(pace.snapshot.isHeldBack == (kind == .rate))
    }

    @Test("nothing is sent before the time a refusal names")
    func retryAfter() {
        var pace = Self.pace()
        let sent = Self.drive(&pace, from: .zero, to: .seconds(100)) { count in
            count == 3 ? .throttled(.rate, retryAfter: .seconds(40)) : .succeeded
        }
        #expect(sent[3] - sent[2] >= .seconds(40))
        #expect(sent[3] - sent[2] <= .seconds(43))
    }

    @Test("a reply that says it was the last keeps the next call back")
    func lastOfWindow() {
        var pace = Self.pace()
        let sent = Self.drive(&pace, from: .zero, to: .seconds(100)) { count in
            count == 3 ? .succeededAsLast(resetAfter: .seconds(20)) : .succeeded
        }
        #expect(sent[3] - sent[2] >= .seconds(20))
        #expect(pace.snapshot.refused == 0)
    }

    @Test("a wait of more than two minutes is a pause, until the time that was named")
    func longWait() {
        var pace = Self.pace()
        pace.sent(0, at: .zero)
        pace.replied(0, .throttled(.rate, retryAfter: .seconds(600)), at: .seconds(1))
        let pause = pace.snapshot.pause
        #expect(pause?.reason == .longWait)
        #expect(pause?.until == .seconds(601))
        #expect(pace.decide(at: .seconds(2)) == .waitUntil(.seconds(601)))
        #expect(pace.decide(at: .seconds(601)) == .send)
        pace.sent(1, at: .seconds(601))
        #expect(pace.decide(at: .seconds(601)) == .waitForReply)
        pace.replied(1, .succeeded, at: .seconds(603))
        #expect(pace.snapshot.pause == nil)
    }

    @Test("a wait longer than the run would last is not waited for: probes go once a minute")
    func absurdWait() {
        var pace = Self.pace()
        pace.sent(0, at: .zero)
        pace.replied(0, .throttled(.rate, retryAfter: .seconds(1_700_000_000)), at: .seconds(1))
        #expect(pace.snapshot.pause?.until == .seconds(61))
        #expect(pace.snapshot.pause?.end == .seconds(1801))
    }

    @Test("only refusals for two minutes are a pause; 30 minutes of it are the end")
    func onlyRefusals() {
        var pace = Self.pace()
        let sent = Self.drive(&pace, from: .zero, to: .seconds(4000)) { _ in
            .throttled(.unspecified, retryAfter: nil)
        }
        let pausedAt = Duration.seconds(120)
        #expect(sent.count { $0 < pausedAt } < 40)
        #expect((28...31).contains(sent.count { $0 > pausedAt + .seconds(6) }))
        #expect(pace.decide(at: .seconds(2000)) == .end(.onlyRefusals))
    }

    @Test(
        "four calls in a row that fail begin a pause, in which one call at a time goes and is waited for",
        arguments: [CallFailure.failed, .notSent, .timedOut])
    func outage(failure: CallFailure) {
        var pace = Self.pace()
        for id in 0..<4 {
            #expect(pace.snapshot.pause == nil)
            pace.sent(id, at: .seconds(id))
        }
        pace.sent(4, at: .seconds(4))
        for id in 0..<4 { pace.failed(id, failure, at: .seconds(5)) }
        #expect(pace.snapshot.pause?.reason == .noneSucceeds)
        // The fifth is on its way still.
        #expect(pace.decide(at: .seconds(100)) == .waitForReply)
        pace.failed(4, failure, at: .seconds(100))
        var (sent, now) = ([Duration](), Duration.seconds(100))
        for id in 5..<12 {
            while case .waitUntil(let time) = pace.decide(at: now) { now = time }
            #expect(pace.decide(at: now) == .send)
            sent.append(now)
            pace.sent(id, at: now)
            #expect(pace.decide(at: now) == .waitForReply)
            pace.failed(id, failure, at: now)
        }
        let waits = zip(sent.dropFirst(), sent).map { $0 - $1 }
        #expect(waits == [1, 2, 4, 8, 16, 32].map { .seconds($0) })
        pace.sent(12, at: now + .seconds(60))
        pace.replied(12, .succeeded, at: now + .seconds(61))
        #expect(pace.snapshot.pause == nil)
    }

    @Test("a limit that the service says is a ceiling at once, for the rate and for calls at once")
    func statedLimit() {
        var pace = Self.pace()
        pace.keep(to: StatedPace(ratePerSecond: 0.5))
        pace.keep(to: StatedPace(atOnce: 3))
        let sent = Self.drive(&pace, from: .zero, to: .seconds(600)) { _ in .succeeded }
        #expect((250...301).contains(sent.count))
        #expect(pace.snapshot.atOnce <= 3)
        #expect(pace.learned.ratePerSecond.map { $0 <= 0.5 } == true)
    }

    @Test("a work that is no call after all does not use up the probe of a pause")
    func heldWorkIsNoProbe() {
        var pace = Self.pace()
        for id in 0..<4 {
            pace.sent(id, at: .zero)
            pace.failed(id, .failed, at: .zero)
        }
        #expect(pace.decide(at: .seconds(2)) == .send)
        pace.sent(4, at: .seconds(2))
        pace.replied(4, .notCalled, at: .seconds(2))
        #expect(pace.decide(at: .seconds(2)) == .send)
    }

    @Test("calls that fail now and then use up the retry budget: 5 a failure, 10 a time-out")
    func retryBudget() {
        for (failure, count) in [(CallFailure.failed, 104), (.notSent, 104), (.timedOut, 51)] {
            var pace = Self.pace()
            for id in 0..<count {
                #expect(pace.snapshot.pause == nil)
                pace.sent(id, at: .seconds(id))
                pace.failed(id, failure, at: .seconds(id))
                guard id % 4 == 2 else { continue }
                pace.sent(1000 + id, at: .seconds(id))
                pace.replied(1000 + id, .succeeded, at: .seconds(id))
            }
            while pace.snapshot.pause == nil {
                pace.sent(5000, at: .seconds(5000))
                pace.failed(5000, failure, at: .seconds(5000))
            }
            #expect(pace.snapshot.pause != nil)
        }
    }

    @Test("refusals that come whatever the rate do not slow a run down")
    func refusalsByChance() {
        var pace = Self.pace()
        let sent = Self.drive(&pace, from: .zero, to: .seconds(600)) { count in
            count % 20 == 0 ? .throttled(.rate, retryAfter: nil) : .succeeded
        }
        #expect(sent.count { $0 >= .seconds(540) } > 1000)
    }

    /// Ends a call every 100 ms and sends all that may be sent; returns the most in flight.
    static func keepBusy(
        _ pace: inout PaceController, _ inFlight: inout [Int], from start: Int, to end: Int,
        reply: PaceReply
    ) -> Int {
        var most = 0
        for tick in start..<end {
            let now = Duration.milliseconds(100 * tick)
            if !inFlight.isEmpty { pace.replied(inFlight.removeFirst(), reply, at: now) }
            while pace.decide(at: now) == .send {
                let id = tick * 100 + inFlight.count
                pace.sent(id, at: now)
                inFlight.append(id)
            }
            most = max(most, inFlight.count)
        }
        return most
    }

    @Test("under 5 % success over two minutes one call goes at a time, until more succeed")
    func hardlyAnySuccess() {
        var pace = PaceController(
            settings: PaceSettings(maximumAtOnce: 4, isPaced: false, seed: 4))
        var inFlight: [Int] = []
        func keepBusy(from start: Int, to end: Int, reply: PaceReply) -> Int {
            Self.keepBusy(&pace, &inFlight, from: start, to: end, reply: reply)
        }
        #expect(keepBusy(from: 0, to: 1190, reply: .admitted) == 4)
        #expect(pace.snapshot.atOnce == 4)
        _ = keepBusy(from: 1190, to: 1300, reply: .admitted)
        #expect(pace.snapshot.atOnce == 1)
        #expect(keepBusy(from: 1300, to: 1400, reply: .admitted) == 1)
        #expect(keepBusy(from: 1400, to: 1440, reply: .succeeded) == 1)
        #expect(keepBusy(from: 1440, to: 1500, reply: .succeeded) == 4)
        #expect(pace.snapshot.atOnce == 4)
    }

    @Test("a few failures within two minutes do not narrow a run down")
    func fewFailures() {
        var pace = PaceController(
            settings: PaceSettings(maximumAtOnce: 4, isPaced: false, seed: 4))
        for id in 0..<40 {
            let now = Duration.seconds(10 * id)
            pace.sent(id, at: now)
            pace.replied(id, .admitted, at: now)
        }
        #expect(pace.snapshot.atOnce == 4)
    }

    @Test("the same seed and the same replies give the same calls")
    func deterministic() {
        func times() -> [Duration] {
            var pace = Self.pace()
            return Self.drive(&pace, from: .zero, to: .seconds(300)) { count in
                count % 9 == 0 ? .throttled(.unspecified, retryAfter: nil) : .succeeded
            }
        }
        #expect(times() == times())
    }
}
