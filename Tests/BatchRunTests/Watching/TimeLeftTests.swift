import BatchRun
import Ledger
import SpeechTasks
import Testing
import WorkerPool

/// What limits a run and how long it takes yet, as people read it.
struct TimeLeftTests {
    @Test(
        "what limits the calls is said in plain words",
        arguments: [
            (PaceLimit.settings(atOnce: 8), "nothing: as many as --concurrency (8)"),
            (.settingsRate(2), "--rate, 2 a second"),
            (.growing(ratePerSecond: 4, atOnce: 2), "not known yet, trying 4 a second"),
            (.rate(0.5), "30 a minute"), (.rate(2.5), "2.5 a second"), (.rate(0.01), "36 an hour"),
            (.window(calls: 30, length: .seconds(60), opensAt: nil), "30 a minute"),
            (
                .window(calls: 30, length: .seconds(60), opensAt: .seconds(111.2)),
                "30 a minute, window opens in 12 s"
            ),
            (.window(calls: 30, length: .seconds(60), opensAt: .seconds(90)), "30 a minute"),
            (
                .window(calls: 500, length: .seconds(3600), opensAt: .seconds(700)),
                "500 an hour, window opens in 10:00"
            ),
            (.window(calls: 5, length: .seconds(10), opensAt: nil), "5 in 10.0 s"),
            (.atOnce(3), "3 at once"), (.errors, "errors"),
            (.asked(until: .seconds(130)), "asked to wait for 30 s"),
            (.refused(until: .seconds(130)), "refused, tried again in 30 s"),
        ])
    func limit(limit: PaceLimit, words: String) {
        #expect(limit.words(at: .seconds(100)) == words)
    }

    @Test("what is left follows from the calls that were paid for a minute and more")
    func measured() throws {
        var progress = RunProgress()
        progress.callsToPay = 1000
        for second in 0..<59 { progress.take(.paid, at: second) }
        #expect(
            TimeLeft(calls: 900, known: nil, measured: progress.measuredPace(at: 58)).range == nil)
        for second in 59..<100 { progress.take(.paid, at: second) }
        let left = try #require(
            TimeLeft(calls: 900, known: nil, measured: progress.measuredPace(at: 99)).range)
        #expect(left.contains(.seconds(900)))
        #expect(left.lowerBound > .seconds(780) && left.upperBound < .seconds(1020))
    }

    @Test("a limit that lasts counts more than a burst, and less than what is slower")
    func slower() {
        let known = Duration.seconds(580)...(.seconds(620))
        let burst = MeasuredPace(calls: 600, seconds: 60)
        #expect(TimeLeft(calls: 1000, known: known, measured: burst).range == known)
        let slow = MeasuredPace(calls: 100, seconds: 100)
        let measured = slow.timeFor(calls: 1000)
        #expect(measured.map { $0.lowerBound > known.upperBound } == true)
        #expect(TimeLeft(calls: 1000, known: known, measured: slow).range == measured)
        #expect(TimeLeft(calls: 0, known: known, measured: slow).range == nil)
    }

    @Test("calls and money are counted over all runs of the batch")
    func counted() throws {
        var start = RunProgress()
        start.callsPaid = 10
        start.callsToPay = 2
        start.spent = try #require(.init("0.50"))
        start.price = try #require(.init("0.05"))
        var progress = RunProgress()
        progress.take(.began(start), at: 0)
        progress.take(.paid, at: 1)
        #expect(progress.callsPaid == 11)
        #expect(progress.callsInAll == 12)
        #expect("\(progress.spent) of \(progress.planned)" == "0.55 of 0.60")
    }
}

extension RunEvent {
    /// A call that has succeeded.
    fileprivate static var paid: RunEvent {
        .call(
            CallEvent(
                hash: "", outcome: .succeeded, httpStatus: 200, code: 0, message: nil,
                requestID: nil))
    }
}
