import Testing
import WorkerPool

/// The simulated services count as real ones do.
@Suite("rules of simulated services")
struct RateRuleTests {
    /// When calls came to HAProxy 2.6.12, in seconds; a stick table of 8 calls in 4 s counted them.
    static let times =
        [0.0] + every(0.05, from: 0.05, 12) + every(0.3, from: 3.13, 20)
        + every(0.57, from: 9.6, 12) + every(0.1, from: 24, 10) + every(0.13, from: 29.03, 10)
        + every(0.2, from: 33.1, 10)

    static func every(_ step: Double, from start: Double, _ count: Int) -> [Double] {
        (0..<count).map { start + step * Double($0) }
    }

    /// Which of them it let in (`.`) and which it refused: `gpc0_rate` raised by calls let in, and
    /// `http_req_rate`, which counts all.
    static let seen = [
        (false, "........RRRRRRRR.R.R..R.R..R.R..R....................RR...R.RRR.R......R.RR"),
        (true, "........RRRRRRRRRRRRRRRRRRRRRRRRRRRRR................RR.RRRRRRRRR..RRRRRRRR"),
    ]

    static func replies(_ rule: RateRule) -> String {
        var counter = RateCounter(rule: rule)
        return String(times.map { counter.admit(at: $0).isLetIn ? "." : "R" as Character })
    }

    @Test("two periods are counted as HAProxy counts them", arguments: seen)
    func twoPeriods(countsRefused: Bool, replies: String) {
        let rule = RateRule.twoPeriods(count: 8, seconds: 4, countsRefused: countsRefused)
        #expect(Self.replies(rule) == replies)
    }

    @Test("buckets, fixed and sliding windows let in what they should")
    func otherRules() {
        func letIn(_ rule: RateRule, at times: [Double]) -> [Bool] {
            var counter = RateCounter(rule: rule)
            return times.map { counter.admit(at: $0).isLetIn }
        }
        let times = [0, 0.1, 0.2, 0.9, 1.1, 1.15, 1.3]
        #expect(
            letIn(.bucket(perSecond: 1, burst: 2), at: times)
                == [true, true, false, false, true, false, false])
        #expect(
            letIn(.fixed(count: 2, seconds: 1, offset: 0.95), at: times)
                == [true, true, true, false, true, true, false])
        #expect(
            letIn(.sliding(count: 2, seconds: 1, countsRefused: false), at: times)
                == [true, true, false, false, true, true, false])
        #expect(
            letIn(.sliding(count: 2, seconds: 1, countsRefused: true), at: times)
                == [true, true, false, false, false, false, false])
    }

    static let rules: [RateRule] = [
        .bucket(perSecond: 2, burst: 3), .fixed(count: 8, seconds: 4, offset: 1),
        .sliding(count: 8, seconds: 4, countsRefused: false),
        .sliding(count: 8, seconds: 4, countsRefused: true),
        .twoPeriods(count: 8, seconds: 4, countsRefused: false),
        .twoPeriods(count: 8, seconds: 4, countsRefused: true),
    ]

    @Test("the wait that a refusal names is just long enough", arguments: rules)
    func wait(rule: RateRule) {
        var counter = RateCounter(rule: rule)
        for time in Self.times {
            let (isLetIn, wait) = counter.admit(at: time)
            guard !isLetIn else { continue }
            for (moment, isEnough) in [(wait - 0.001, false), (wait + 0.001, true)] {
                var later = counter
                #expect(later.admit(at: time + moment).isLetIn == isEnough, "at \(time)")
            }
        }
    }
}
