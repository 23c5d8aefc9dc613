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
    ]

    @Test("the limit is found out in the first minutes and then kept by count", arguments: names)
    func keepsGoal(name: String) throws {
        let row = try #require(PaceRow.all.first { $0.name == name })
        let outcome = row.outcome(seed: 101)
        #expect(outcome.used >= row.used)
        #expect(outcome.refused <= row.refused)
        #expect(outcome.refusedFirst <= row.refusedFirst)
        #expect(outcome.endedAt == nil)
    }

    @Test("a window of an hour does not end the run while it is found out")
    func hourWindow() throws {
        let row = try #require(PaceRow.all.first { $0.name == "200 in 3600 s, fixed" })
        let outcome = row.outcome(seed: 101)
        #expect(outcome.endedAt == nil)
        #expect(outcome.used >= 97)
        #expect(outcome.refused <= 2)
        #expect(outcome.learned.window?.seconds == 3600)
    }
}
