import Synchronization
import Testing
import WorkerPool

@Suite("a pool at work", .timeLimit(.minutes(10)))
struct WorkerPoolTests {
    /// Numbers from 0 up, and how many were given out and came back.
    final class Numbers: Sendable {
        struct State {
            var given = 0
            var performed: [Int] = []
            var inFlight = 0
            var mostInFlight = 0
            var mostHeld = 0
        }
        let count: Int
        let state = Mutex(State())

        init(_ count: Int) { self.count = count }

        @Sendable func next(_ limit: Int) async -> [Int]? {
            state.withLock { state in
                guard state.given < count else { return nil }
                let end = min(count, state.given + limit)
                defer { state.given = end }
                return Array(state.given..<end)
            }
        }

        func begin() {
            state.withLock { state in
                state.inFlight += 1
                state.mostInFlight = max(state.mostInFlight, state.inFlight)
                state.mostHeld = max(state.mostHeld, state.given - state.performed.count)
            }
        }

        func finish(_ number: Int) {
            state.withLock { state in
                state.inFlight -= 1
                state.performed.append(number)
            }
        }
    }

    @Test("every work is performed once, within the width", arguments: [1, 3, 64])
    func performsAll(width: Int) async {
        let numbers = Numbers(2_000)
        let pool = WorkerPool(width: width, clock: EagerClock())
        let end = await pool.run(next: numbers.next) { number -> WorkOutcome<Never> in
            numbers.begin()
            await Task.yield()
            numbers.finish(number)
            return .done(.succeeded)
        }
        let state = numbers.state.withLock { $0 }
        #expect(end.cause == .finished)
        #expect(end.learned == nil)
        #expect(state.performed.sorted() == Array(0..<2_000))
        #expect(state.mostInFlight <= width)
        #expect(state.mostHeld <= 4 * width)
    }

    @Test("works that are refused or fail now and then are all done in the end")
    func healing() async {
        let numbers = Numbers(500)
        let tries = Mutex([Int: Int]())
        let settings = PaceSettings(maximumAtOnce: 8, seed: 5)
        let pool = WorkerPool(
            pace: PaceController(settings: settings), clock: EagerClock(), seed: 5)
        let end = await pool.run(next: numbers.next) { number -> WorkOutcome<Never> in
            let earlier = tries.withLock { tries in
                tries[number, default: 0] += 1
                return tries[number, default: 0]
            }
            if number % 7 == 0, earlier == 1 { return .throttled(.rate, retryAfter: nil) }
            if number % 20 == 1, earlier < 3 { return .retry(after: .failed) }
            numbers.begin()
            numbers.finish(number)
            return .done(.succeeded)
        }
        #expect(end.cause == .finished)
        #expect(numbers.state.withLock { $0.performed.sorted() } == Array(0..<500))
        #expect(end.learned?.ratePerSecond != nil)
    }

    @Test("a service at which every call fails ends the run after a pause")
    func nothingGetsThrough() async {
        let notices = Mutex([PoolNotice]())
        let clock = EagerClock()
        let pool = WorkerPool(
            pace: PaceController(settings: PaceSettings(maximumAtOnce: 4, seed: 2)), clock: clock,
            notify: { notice in notices.withLock { $0.append(notice) } })
        let numbers = Numbers(10)
        let end = await pool.run(next: numbers.next) { _ -> WorkOutcome<Never> in
            .retry(after: .failed)
        }
        #expect(end.cause == .nothingGetsThrough(.noneSucceeds))
        #expect(clock.now.offset >= .seconds(1800))
        let first = notices.withLock { $0.first }
        guard case .paused(let pause) = first else {
            Issue.record("no notice of the pause")
            return
        }
        #expect(pause.reason == .noneSucceeds)
    }

    @Test("a drained pool finishes what is in flight and begins nothing new")
    func drain() async {
        let numbers = Numbers(1_000)
        let control = PoolControl()
        let pool = WorkerPool(width: 4, clock: EagerClock(), control: control)
        let end = await pool.run(next: numbers.next) { number -> WorkOutcome<Never> in
            numbers.begin()
            if number == 10 { control.drain() }
            await Task.yield()
            numbers.finish(number)
            return .done(.succeeded)
        }
        let state = numbers.state.withLock { $0 }
        #expect(end.cause == .drained)
        #expect(state.inFlight == 0)
        #expect(state.performed.count < 1_000)
        #expect(control.snapshot?.done == state.performed.count)
        #expect(control.snapshot?.isStopping == true)
    }

    @Test("draining does not wait for a source that has nothing to give")
    func drainWhilePulling() async {
        let control = PoolControl()
        let pool = WorkerPool(width: 2, clock: EagerClock(), control: control)
        let end = await pool.run { _ -> [Int]? in
            control.drain()
            // Waits until its task is cancelled.
            for await _ in AsyncStream<Never>.makeStream().stream {}
            return nil
        } perform: { _ -> WorkOutcome<Never> in
            .done(.succeeded)
        }
        #expect(end.cause == .drained)
    }

    @Test("cancelling the task cancels the works in flight, and the pool waits for them")
    func cancellation() async {
        let numbers = Numbers(100)
        let begun = AsyncStream<Void>.makeStream()
        let pool = WorkerPool(width: 3, clock: EagerClock())
        let run = Task {
            await pool.run(next: numbers.next) { number -> WorkOutcome<Never> in
                numbers.begin()
                begun.continuation.yield()
                for await _ in AsyncStream<Never>.makeStream().stream {}
                numbers.finish(number)
                return .retry(after: .failed)
            }
        }
        for await _ in begun.stream { break }
        run.cancel()
        let end = await run.value
        #expect(end.cause == .cancelled)
        let state = numbers.state.withLock { $0 }
        #expect(state.inFlight == 0)
        #expect((1...3).contains(state.performed.count))
    }

    @Test("a source may wait for works while others are performed")
    func slowSource() async {
        let finished = AsyncStream<Int>.makeStream()
        let asked = Mutex(0)
        let pool = WorkerPool(width: 2, clock: EagerClock())
        let end = await pool.run { _ -> [Int]? in
            let round = asked.withLock { asked in
                asked += 1
                return asked
            }
            guard round > 1 else { return [0, 1] }
            guard round < 5 else { return nil }
            // What the next works are depends on those before: they have to finish meanwhile.
            for await number in finished.stream { return [number + 2] }
            return nil
        } perform: { number -> WorkOutcome<Never> in
            finished.continuation.yield(number)
            return .done(.succeeded)
        }
        #expect(end.cause == .finished)
        #expect(asked.withLock { $0 } == 5)
    }

    @Test("the outcome of one work stops the run, with its reason")
    func stop() async {
        let numbers = Numbers(1_000)
        let pool = WorkerPool(width: 4, clock: EagerClock())
        let end = await pool.run(next: numbers.next) { number -> WorkOutcome<String> in
            number == 20 ? .stop("quota") : .done(.succeeded)
        }
        #expect(end.cause == .stopped("quota"))
    }
}
