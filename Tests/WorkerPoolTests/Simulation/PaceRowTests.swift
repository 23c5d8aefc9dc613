import TestSupport
import Testing
import WorkerPool

/// Rows of the simulator's table that have to keep their goals; `Tests/pace/simulate.sh` runs all.
@Suite("the pace's goals", .timeLimit(.minutes(10)), .tags(.computing))
struct PaceRowTests {
    static let names = [
        "6 a minute, fixed, 5 to 30 s calls",
        "10 a minute, fixed, 5 to 30 s calls",
        "10 a minute, sliding, 5 to 30 s calls",
        "10 a minute, refusals counted, 5 to 30 s calls",
        "30 a minute, sliding, 5 to 30 s calls, Retry-After",
        "30 a minute, fixed, 5 to 30 s calls, numbers",
        "60 a minute, sliding, 60 s calls",
        "60 a minute, refusals counted, 5 to 30 s calls, Retry-After",
        "60 in 60 s, two periods, 0.5 to 3 s calls",
        "10 in 60 s, two periods with refusals, 5 to 30 s calls",
        "30 in 60 s, two periods with refusals, 0.5 to 3 s calls",
        "30 a minute fixed, then 15",
        "100 in 600 s, fixed, numbers",
        "3 at once, 0.5 to 3.5 s",
        "3 at once and 30 a minute sliding, 1 to 3 s",
        "no limit, 1024 at once, from 30 s on",
        "4 at once that queues",
        "30 a minute known, still so",
        "30 a minute known, now 10",
        "6 at once, 3, 6",
        "2 rivals, 30 a minute fixed",
        "30 at once and 20 a second, 2 s",
        "40 at once, 0.5 to 3.5 s",
        "1200 in 60 s, fixed",
        "1200 in 60 s, fixed, numbers",
    ]

    /// Rows in which more calls are refused at first than the goal is, or in which chance refuses them.
    static let namesLater = [
        "20 a second, fixed",
        "bucket of 20, 20 a second",
        "bucket of 5, 30 a minute",
        "strict spacing, 2 a second",
        "20 a second, 10, 40",
        "16 a second known, now 1",
        "1 % by chance, 0.05 s, 60 a minute sliding",
        "5 % by chance, 1 s, no limit",
        "5 % by chance, 1 s, 60 a minute sliding, codes",
        "5 % by chance, 10 s, 60 a minute sliding",
        "5 % by chance, 10 s, 3 at once",
        "20 % by chance, 10 s, no limit",
        "20 % by chance, 1 s, 3 at once, codes",
    ]

    @Test("the limit is found out in the first minutes and then kept by count", arguments: names)
    func keepsGoal(name: String) throws {
        let (row, outcome) = try Self.expectKept(name)
        #expect(outcome.refusedFirst <= row.refusedFirst)
    }

    @Test("the limit is kept once it is found out", arguments: namesLater)
    func keepsGoalLater(name: String) throws {
        _ = try Self.expectKept(name)
    }

    /// From the end of the beginning on, the limit is used and few calls are refused.
    static func expectKept(
        _ name: String, location: SourceLocation = #_sourceLocation
    ) throws -> (row: PaceRow, outcome: Simulation.Outcome) {
        let row = try #require(
            PaceRow.all.first { $0.name == name }, sourceLocation: location)
        let outcome = row.outcome(seed: 101)
        #expect(outcome.used >= row.used, sourceLocation: location)
        #expect(outcome.refused <= row.refused, sourceLocation: location)
        #expect(outcome.endedAt == nil, sourceLocation: location)
        return (row, outcome)
    }

    @Test("a window of an hour does not end the run while it is found out")
    func hourWindow() throws {
        let (_, outcome) = try Self.expectKept("200 in 3600 s, fixed")
        #expect(outcome.learned.window?.seconds == 3600)
    }
}
