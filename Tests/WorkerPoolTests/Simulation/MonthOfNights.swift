import WorkerPool

/// A month of runs, eight hours each night, on one account whose limit changes.
///
/// Every night begins with what the last one has learned. In one night of five the limit is half,
/// in one twice what it was first; in one of three the service is out for half an hour; in one of
/// four somebody else works on the account all night.
struct MonthOfNights {
    /// What a month came to.
    struct Outcome {
        /// Calls let in, and what the limit and the outages allow, over the month.
        var letIn = 0.0
        var allowed = 0.0
        /// Calls refused.
        var refused = 0.0

        /// Hours to finish so many calls at the month's mean pace, and at what is allowed.
        func hours(calls: Double) -> (hours: Double, least: Double) {
            let hours = 30.0 * 8
            return (calls * hours / letIn, calls * hours / allowed)
        }
    }

    let perMinute: Int
    let isSliding: Bool
    private static let night = 8 * 3600.0

    func run(seed: UInt64) -> Outcome {
        var generator = SeededGenerator(seed: seed)
        var outcome = Outcome()
        var learned: LearnedPace?
        for number in 0..<30 as Range<UInt64> {
            let factors: [Double] = [1, 1, 1, 0.5, 2]
            let factor = factors[Int.random(in: 0..<5, using: &generator)]
            let rule: RateRule =
                isSliding
                ? .sliding(count: perMinute, seconds: 60, countsRefused: false)
                : .fixed(
                    count: perMinute, seconds: 60,
                    offset: Double.random(in: 0..<60, using: &generator))
            var service = SimulatedService(rule: rule.scaled(by: factor), seconds: 5...30)
            var night = Self.night
            if Int.random(in: 0..<3, using: &generator) == 0 {
                let begin = Double.random(in: 0..<Self.night - 1800, using: &generator)
                service.outages = [begin...begin + 1800 - 60]
                night -= 1800
            }
            let rivals = Int.random(in: 0..<4, using: &generator) == 0 ? 2 : 1
            var simulation = Simulation(
                service, settings: PaceSettings(maximumAtOnce: 128, seed: seed &* 100 &+ number),
                learned: learned, rivals: rivals, warmUpSeconds: 0, seconds: Self.night)
            let result = simulation.run()
            learned = result.learned
            let letIn = result.perSecond * Self.night
            outcome.letIn += letIn
            outcome.allowed += service.rule.map { $0.perSecond * night } ?? 0
            outcome.refused += letIn * result.refused / (100 - min(99, result.refused))
        }
        return outcome
    }
}
