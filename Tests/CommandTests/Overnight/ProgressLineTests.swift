import BatchRun
import SpeechTasks
import Testing
import kling_batch

/// The live line.
struct ProgressLineTests {
    private static func progress() throws -> RunProgress {
        var progress = RunProgress()
        progress.jobCount = 1
        progress.callsPaid = 412
        progress.callsToPay = 1140
        progress.spent = try #require(Money("20.60"))
        progress.price = try #require(Money("0.05"))
        progress.inFlight = 3
        return progress
    }

    private static let pace = RunPace(
        limit: "30 a minute, window opens in 12 s",
        timeLeft: .seconds(2270)...(.seconds(2330)))

    @Test("a wide terminal is told jobs, calls, money, time, pace, limit, and what is in flight")
    func wide() throws {
        #expect(
            try Self.progress().line(at: 60, pace: Self.pace, width: .max)
                == "0/1 job · 412/1552 calls · 20.60/77.60 CNY · 38 to 39 min left · 0 calls/min · "
                + "limit: 30 a minute, window opens in 12 s · 0 refused · 3 in flight")
    }

    @Test(
        "a narrow one is told what matters most of it",
        arguments: [
            (60, "412/1552 calls · 20.60/77.60 CNY · 38 to 39 min left"),
            (40, "412/1552 calls · 38 to 39 min left"),
            (14, "412/1552 calls"), (5, ""),
        ])
    func narrow(width: Int, line: String) throws {
        #expect(try Self.progress().line(at: 60, pace: Self.pace, width: width) == line)
    }

    @Test("without calls that are left nothing is said of pace and time")
    func done() throws {
        var progress = try Self.progress()
        progress.callsToPay = 0
        let line = progress.line(at: 60, pace: Self.pace, width: .max)
        #expect(line == "0/1 job · 412/412 calls · 20.60/20.60 CNY · 0 refused · 3 in flight")
    }
}
