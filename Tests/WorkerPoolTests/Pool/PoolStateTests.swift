import Testing
import WorkerPool

@Suite("what a pool does next")
struct PoolStateTests {
    @Test("works begin in the order they came, never more than the width at once")
    func order() {
        var driver = StateDriver(width: 3)
        driver.give(Array(0..<6))
        #expect(driver.begun == [0, 1, 2])
        driver.finish(1, .done(.succeeded))
        #expect(driver.begun == [0, 1, 2, 3])
        driver.finish(0, .done(.admitted))
        #expect(driver.begun == [0, 1, 2, 3, 4])
        #expect(driver.inFlightCount == 3)
    }

    @Test("a refused work goes before all that came after it")
    func frontOfQueue() {
        var driver = StateDriver(width: 2)
        driver.give(Array(0..<6))
        driver.finish(1, .throttled(.unspecified, retryAfter: nil))
        driver.finish(0, .throttled(.unspecified, retryAfter: nil))
        while driver.inFlightCount < 2, driver.wake() {}
        #expect(driver.begun == [0, 1, 0, 1])
        driver.finish(0, .done(.succeeded))
        #expect(driver.begun == [0, 1, 0, 1, 2])
    }

    @Test("a refused work is tried again however often")
    func noLimitOnTries() {
        var driver = StateDriver(width: 1)
        driver.give([7])
        driver.give(nil)
        for _ in 0..<20 {
            driver.finish(7, .throttled(.unspecified, retryAfter: nil))
            while driver.inFlightCount == 0, driver.wake() {}
        }
        #expect(driver.begun == Array(repeating: 7, count: 21))
        driver.finish(7, .done(.succeeded))
        #expect(driver.state.isOver)
    }

    @Test("while nothing gets through, a probe is a work that has failed least")
    func probes() {
        var driver = StateDriver(width: 2, isPaced: true)
        driver.give(Array(0..<8))
        driver.give(nil)
        while driver.begun.count < 20 {
            for work in 0..<8 { driver.finish(work, .retry(after: .failed)) }
            guard driver.wake() else { break }
        }
        let tries = Dictionary(grouping: driver.begun) { $0 }.mapValues(\.count)
        #expect(tries.count == 8)
        #expect(tries.values.allSatisfy { $0 <= 4 }, "\(driver.begun)")
    }

    @Test("a failed work waits longer with each try, 30 s at most")
    func retryDelays() {
        var longest: [Duration] = Array(repeating: .zero, count: 8)
        for seed in 0..<20 {
            var driver = StateDriver(width: 1, seed: UInt64(seed))
            driver.give([1])
            for retry in 0..<8 {
                let failedAt = driver.now
                driver.finish(1, .retry(after: .failed))
                while driver.inFlightCount == 0, driver.wake() {}
                longest[retry] = max(longest[retry], driver.now - failedAt)
            }
        }
        for (retry, wait) in longest.enumerated() {
            #expect(wait <= .seconds(min(30, 1 << retry)) + .milliseconds(1))
        }
        #expect(longest[5] > .seconds(25))
    }

    @Test("other works go on while one waits for its next try")
    func othersGoOn() {
        var driver = StateDriver(width: 1)
        driver.give([1, 2, 3])
        driver.finish(1, .retry(after: .notSent))
        #expect(driver.begun == [1, 2])
        driver.wake()
        driver.finish(2, .done(.succeeded))
        #expect(driver.begun == [1, 2, 1])
    }

    @Test("an empty retry budget pauses the run, one probe a minute, and ends it after 30 minutes")
    func pauseAndEnd() {
        var driver = StateDriver(width: 4)
        driver.give(Array(0..<16))
        var failures = 0
        while driver.state.snapshot.pace.pause == nil {
            guard let work = driver.begun.last, driver.inFlightCount > 0 else {
                driver.wake()
                continue
            }
            driver.finish(work, .retry(after: .failed))
            for work in 0..<16 { driver.finish(work, .retry(after: .failed)) }
            failures += 1
        }
        let pausedAt = driver.now
        guard case .paused(let pause) = driver.state.takeNotices().last else {
            Issue.record("no notice of the pause")
            return
        }
        #expect(pause.reason == .callsFail)
        let before = driver.begun.count
        while case .finished = driver.state.cause, driver.wake() {
            for work in 0..<16 { driver.finish(work, .retry(after: .timedOut)) }
        }
        #expect(driver.state.cause == .nothingGetsThrough(.callsFail))
        #expect(driver.state.isOver)
        #expect(driver.now - pausedAt >= .seconds(1800))
        #expect(driver.now - pausedAt <= .seconds(1860))
        #expect((28...30).contains(driver.begun.count - before))
    }

    @Test("one success ends a pause")
    func pauseEnds() {
        var driver = StateDriver(width: 2)
        driver.give(Array(0..<8))
        while driver.state.snapshot.pace.pause == nil {
            for work in 0..<8 { driver.finish(work, .retry(after: .timedOut)) }
            driver.wake()
        }
        _ = driver.state.takeNotices()
        for work in 0..<8 { driver.finish(work, .done(.admitted)) }
        #expect(driver.inFlightCount == 0)
        while driver.inFlightCount == 0, driver.wake() {}
        #expect(driver.inFlightCount == 1)
        for work in 0..<8 { driver.finish(work, .done(.succeeded)) }
        #expect(driver.state.takeNotices() == [.resumed])
        driver.give(nil)
        while !driver.state.isOver, driver.wake() {
            for work in 0..<8 { driver.finish(work, .done(.succeeded)) }
        }
        #expect(driver.state.cause == .finished)
        #expect(driver.state.snapshot.done == 8)
    }

    @Test("works that wait for another try hold back the request for more")
    func delayedWorksBoundMemory() {
        var driver = StateDriver(width: 2)
        var given = 0
        for _ in 0..<50 {
            if let asked = driver.openPull {
                driver.give(Array(given..<given + asked))
                given += asked
            }
            for work in 0..<given { driver.finish(work, .retry(after: .notSent)) }
            let snapshot = driver.state.snapshot
            #expect(snapshot.ready + snapshot.delayed + snapshot.pace.inFlight <= 8)
        }
        #expect(given == 8)
    }

    @Test("a reason that concerns the whole run lets the works in flight finish and begins none")
    func stop() {
        var driver = StateDriver(width: 2)
        driver.give([1, 2, 3, 4])
        driver.finish(1, .stop("no money"))
        #expect(!driver.state.isOver)
        driver.finish(2, .retry(after: .failed))
        #expect(driver.begun == [1, 2])
        #expect(driver.state.isOver)
        #expect(driver.state.cause == .stopped("no money"))
    }

    @Test("few timers are set, however many works wait")
    func fewTimers() {
        var driver = StateDriver(width: 64)
        driver.give(Array(0..<128))
        for work in 0..<64 { driver.finish(work, .done(.succeeded)) }
        for work in 64..<128 { driver.finish(work, .retry(after: .notSent)) }
        var timers = 0
        while driver.inFlightCount == 0, driver.wake() { timers += 1 }
        #expect(timers < 16)
    }
}
