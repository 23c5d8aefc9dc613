import TestSupport
import Testing
import WorkerPool

/// The limits this API lives with: one to five at once, ten to sixty a minute, calls of 5 to 30 s.
@Suite("small limits", .timeLimit(.minutes(10)), .tags(.computing))
struct SmallLimitsTests {
    /// How a limit a minute may be counted.
    enum Kind: CaseIterable {
        case fixed
        case sliding
        case bucket
        case smallBucket

        func rule(perMinute: Int) -> RateRule {
            let perSecond = Double(perMinute) / 60
            return switch self {
            case .fixed: .fixed(count: perMinute, seconds: 60, offset: 23)
            case .sliding: .sliding(count: perMinute, seconds: 60, countsRefused: false)
            case .bucket: .bucket(perSecond: perSecond, burst: Double(perMinute))
            case .smallBucket: .bucket(perSecond: perSecond, burst: 5)
            }
        }
    }

    static let callLengths = [5.0...30, 5...5, 30...30]

    /// The first three minutes are not counted, the hour after them is.
    static func expectGood(
        _ service: SimulatedService, maximumAtOnce: Int,
        location: SourceLocation = #_sourceLocation
    ) {
        for (saysKind, leastUsed, mostRefused) in [(false, 90.0, 5.0), (true, 95.0, 2.0)] {
            var service = service
            service.saysKind = saysKind
            var simulation = Simulation(
                service, settings: PaceSettings(maximumAtOnce: maximumAtOnce, seed: 1),
                warmUpSeconds: 180, seconds: 180 + 3600)
            let outcome = simulation.run()
            let context: Comment = "says what for: \(saysKind)"
            #expect(outcome.used >= leastUsed, context, sourceLocation: location)
            #expect(outcome.refused <= mostRefused, context, sourceLocation: location)
        }
    }

    @Test("a limit at once is used, and rarely tried", arguments: [1, 3, 5], callLengths)
    func atOnce(limit: Int, seconds: ClosedRange<Double>) {
        Self.expectGood(SimulatedService(atOnce: limit, seconds: seconds), maximumAtOnce: 8)
    }

    @Test("ten a minute are used, and rarely tried", arguments: Kind.allCases, callLengths)
    func tenAMinute(kind: Kind, seconds: ClosedRange<Double>) {
        Self.expectGood(
            SimulatedService(rule: kind.rule(perMinute: 10), seconds: seconds), maximumAtOnce: 16)
    }

    @Test("sixty a minute are used, and rarely tried", arguments: Kind.allCases, callLengths)
    func sixtyAMinute(kind: Kind, seconds: ClosedRange<Double>) {
        Self.expectGood(
            SimulatedService(rule: kind.rule(perMinute: 60), seconds: seconds), maximumAtOnce: 64)
    }

    @Test("three at once and thirty a minute are used", arguments: Kind.allCases, callLengths)
    func threeAndThirty(kind: Kind, seconds: ClosedRange<Double>) {
        Self.expectGood(
            SimulatedService(rule: kind.rule(perMinute: 30), atOnce: 3, seconds: seconds),
            maximumAtOnce: 8)
    }

    @Test("five at once and sixty a minute are used", arguments: Kind.allCases, callLengths)
    func fiveAndSixty(kind: Kind, seconds: ClosedRange<Double>) {
        Self.expectGood(
            SimulatedService(rule: kind.rule(perMinute: 60), atOnce: 5, seconds: seconds),
            maximumAtOnce: 8)
    }
}
