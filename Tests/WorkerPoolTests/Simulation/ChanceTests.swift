import TestSupport
import Testing
import WorkerPool

/// Services that refuse a share of the calls by chance, whatever the rate, with a real limit
/// beneath or without.
@Suite("refusals by chance", .timeLimit(.minutes(10)), .tags(.computing))
struct ChanceTests {
    struct Limit: CustomTestStringConvertible {
        let testDescription: String
        var rule: RateRule?
        var atOnce: Int?
        let maximumAtOnce: Int
        let shares: [Double]

        /// Calls a second the service lets in: at its rate, or one after the other in each place.
        func most(seconds: Double, share: Double) -> Double {
            let places = Double(min(maximumAtOnce, atOnce ?? maximumAtOnce))
            let travel = 0.05
            let atOnce = places / (seconds + travel / (1 - share))
            return min(rule?.perSecond ?? .infinity, atOnce)
        }
    }

    static let limits = [
        Limit(testDescription: "no limit", maximumAtOnce: 8, shares: [0.01, 0.05, 0.2]),
        Limit(
            testDescription: "60 a minute, sliding",
            rule: .sliding(count: 60, seconds: 60, countsRefused: false), maximumAtOnce: 64,
            shares: [0.01, 0.05, 0.2]),
        Limit(testDescription: "3 at once", atOnce: 3, maximumAtOnce: 8, shares: [0.05]),
    ]

    /// The first five minutes are not counted.
    @Test(
        "they leave four fifths of what the service lets in, and limits are still found",
        arguments: limits, [0.05, 1, 10])
    func reaches(limit: Limit, seconds: Double) {
        for share in limit.shares {
            for saysKind in [true, false] {
                let service = SimulatedService(
                    rule: limit.rule, atOnce: limit.atOnce, saysKind: saysKind,
                    seconds: seconds...seconds, chance: share)
                let length = seconds < 1 ? 300.0 : 1800
                let perSecond = (1...3 as ClosedRange<UInt64>).map { seed in
                    var simulation = Simulation(
                        service,
                        settings: PaceSettings(maximumAtOnce: limit.maximumAtOnce, seed: seed),
                        warmUpSeconds: 300, seconds: 300 + length)
                    return simulation.run().perSecond
                }
                let mean = perSecond.reduce(0, +) / 3
                let most = limit.most(seconds: seconds, share: share)
                #expect(mean >= 0.8 * most, "share \(share), says what for: \(saysKind)")
            }
        }
    }
}
