import TestSupport
import Testing
import WorkerPool

/// Twenty a second, calls of two seconds: the servers of the table in the project's notes on rate
/// control, with what the controller is to reach there.
@Suite("large limits", .timeLimit(.minutes(10)), .tags(.computing))
struct LargeLimitsTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        var service: SimulatedService
        /// At least so much of the limit is used, in percent.
        let used: Double
        /// At most so many calls are refused, in percent.
        let refused: Double
        var seconds = 900.0
    }

    static let cases = [
        Case(
            testDescription: "token bucket, burst 1 s",
            service: SimulatedService(rule: .bucket(perSecond: 20, burst: 20)),
            used: 98, refused: 1.5),
        Case(
            testDescription: "strict spacing",
            service: SimulatedService(rule: .bucket(perSecond: 20, burst: 1)),
            used: 80, refused: 1.5),
        Case(
            testDescription: "fixed window of 60 s",
            service: SimulatedService(rule: .fixed(count: 1200, seconds: 60, offset: 11)),
            used: 95, refused: 1.5),
        Case(
            testDescription: "fixed window of 60 s with Retry-After",
            service: SimulatedService(
                rule: .fixed(count: 1200, seconds: 60, offset: 11), saysWait: true),
            used: 95, refused: 1),
        Case(
            testDescription: "fixed window of 1 s",
            service: SimulatedService(rule: .fixed(count: 20, seconds: 1, offset: 0.3)),
            used: 94, refused: 1.5),
        Case(
            testDescription: "sliding window of 60 s",
            service: SimulatedService(
                rule: .sliding(count: 1200, seconds: 60, countsRefused: false)),
            used: 95, refused: 2),
        Case(
            testDescription: "sliding window of 60 s that counts refusals too",
            service: SimulatedService(
                rule: .sliding(count: 1200, seconds: 60, countsRefused: true)),
            used: 91, refused: 2.5),
        Case(
            testDescription: "40 at once",
            service: SimulatedService(atOnce: 40), used: 95, refused: 0.6),
        Case(
            testDescription: "40 at once, calls of different length",
            service: SimulatedService(atOnce: 40, seconds: 0.5...3.5), used: 95, refused: 0.6),
        Case(
            testDescription: "20 a second and 30 at once",
            service: SimulatedService(rule: .bucket(perSecond: 20, burst: 20), atOnce: 30),
            used: 94, refused: 0.6),
        Case(
            testDescription: "20 a second, 10, 40",
            service: SimulatedService(
                rule: .bucket(perSecond: 20, burst: 20),
                changes: [(at: 1000, factor: 0.5), (at: 1700, factor: 2)]),
            used: 92, refused: 1.5, seconds: 2400),
    ]

    @Test("the limit is used and few calls are refused", arguments: cases)
    func reaches(_ expected: Case) {
        var simulation = Simulation(
            expected.service, settings: PaceSettings(maximumAtOnce: 128, seed: 7),
            warmUpSeconds: 300, seconds: expected.seconds)
        let outcome = simulation.run()
        #expect(outcome.used >= expected.used)
        #expect(outcome.refused <= expected.refused)
    }

    @Test("a rate that was learned is taken up again without a burst of refusals")
    func learned() {
        let service = SimulatedService(rule: .bucket(perSecond: 20, burst: 20))
        var simulation = Simulation(
            service, settings: PaceSettings(maximumAtOnce: 128, seed: 3),
            learned: LearnedPace(ratePerSecond: 20), warmUpSeconds: 0, seconds: 120)
        let outcome = simulation.run()
        #expect(outcome.used >= 85)
        #expect(outcome.refused <= 2)
    }

    @Test("a limit at once that rises and falls is followed")
    func changingAtOnce() {
        let service = SimulatedService(
            atOnce: 5, seconds: 5...30, changes: [(at: 1200, factor: 0.6), (at: 2400, factor: 1.6)])
        var simulation = Simulation(
            service, settings: PaceSettings(maximumAtOnce: 16, seed: 3),
            warmUpSeconds: 300, seconds: 3600)
        let outcome = simulation.run()
        #expect(outcome.used >= 85)
        #expect(outcome.refused <= 6)
    }
}
