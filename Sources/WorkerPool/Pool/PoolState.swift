/// What a running pool knows, and what it does next; without clock and tasks.
package struct PoolState<Work: Sendable, Reason: Sendable> {
    private var pace: PaceController
    private var delay: RetryDelay
    private var queue = WorkQueue<Work>()
    private let width: Int

    private var isPulling = false
    private var hasMore = true
    private var end: PoolEnd<Reason>.Cause?
    private var nextID = 0
    private var done = 0
    /// The times of the timers that are set, the earliest last.
    ///
    /// A new one is set only for a time before all of them, so they stay few.
    private var timers: [Duration] = []
    private var toldPause: PaceSnapshot.Pause?

    package init(pace: PaceController, seed: UInt64) {
        self.pace = pace
        width = pace.maximumAtOnce
        delay = RetryDelay(seed: seed)
    }

    /// Why the pool ended, or would if it were over.
    package var cause: PoolEnd<Reason>.Cause { end ?? .finished }

    package var learned: LearnedPace { pace.learned }

    /// Whether nothing is in flight and nothing will be.
    package var isOver: Bool {
        guard pace.inFlight == 0 else { return false }
        return end != nil || !hasMore && queue.readyCount == 0 && queue.delayedCount == 0
    }

    /// A work that had failed has succeeded after all.
    package mutating func succeededAfterAll() {
        pace.succeededAfterAll()
    }

    /// No new works from now on; cancelling overrides any other reason.
    package mutating func stop(_ cause: PoolEnd<Reason>.Cause) {
        if case .cancelled = cause {
            end = cause
        } else if end == nil, !isOver {
            end = cause
        }
    }

    package mutating func handle(_ event: PoolEvent<Work, Reason>, at now: Duration) {
        switch event {
        case .signalled:
            break
        case .woke(let time):
            timers.removeAll { $0 == time }
        case .pulled(let works):
            isPulling = false
            if let works { queue.append(works) } else { hasMore = false }
        case .performed(let id, let item, let outcome):
            handle(outcome, of: item, id, at: now)
        }
    }

    private mutating func handle(
        _ outcome: WorkOutcome<Reason>, of item: WorkQueue<Work>.Item, _ id: Int, at now: Duration
    ) {
        switch outcome {
        case .done(let reply):
            pace.replied(id, reply, at: now)
            done += 1
        case .throttled(let kind, let retryAfter, let stated):
            if let stated { pace.keep(to: stated, at: now) }
            pace.replied(id, .throttled(kind, retryAfter: retryAfter), at: now)
            queue.putBack(item)
        case .retry(let failure):
            pace.failed(id, failure, at: now)
            var item = item
            let wait = delay.next(retries: item.retries)
            item.retries += 1
            queue.delay(item, until: now + wait)
        case .givenUp(let failure):
            pace.failed(id, failure, at: now)
            done += 1
        case .stop(let reason):
            pace.replied(id, .unreached, at: now)
            stop(.stopped(reason))
        }
    }

    /// What is to be begun now; nil: nothing before the next event.
    package mutating func nextStep(at now: Duration) -> PoolStep<Work>? {
        guard end == nil else { return nil }
        queue.wake(at: now)
        if let limit = pullLimit {
            isPulling = true
            return .pull(limit)
        }
        var wake = queue.nextDue
        if queue.readyCount > 0 {
            switch pace.decide(at: now) {
            case .send:
                return begin(at: now)
            case .waitUntil(let time):
                wake = min(wake ?? time, time)
            case .waitForReply:
                break
            case .end(let reason):
                stop(.nothingGetsThrough(reason))
                return nil
            }
        }
        return timer(for: wake)
    }

    /// How many works to ask for; nil if enough are here, or too many wait for another try.
    private var pullLimit: Int? {
        guard hasMore, !isPulling, queue.readyCount < width else { return nil }
        let held = queue.readyCount + queue.delayedCount + pace.inFlight
        let room = min(2 * width, 4 * width - held)
        return room > 0 ? room : nil
    }

    private mutating func begin(at now: Duration) -> PoolStep<Work>? {
        let next = pace.isInDoubt ? queue.nextToProbe() : queue.next()
        guard let item = next else { return nil }
        let id = nextID
        nextID += 1
        pace.sent(id, at: now)
        return .perform(id, item)
    }

    private mutating func timer(for time: Duration?) -> PoolStep<Work>? {
        guard let time else { return nil }
        if let earliest = timers.last, earliest <= time { return nil }
        timers.append(time)
        return .wait(time)
    }

    /// What has changed for people since the last time.
    package mutating func takeNotices() -> [PoolNotice] {
        let notes = pace.takeNotes().map(PoolNotice.pace)
        let pause = pace.snapshot.pause
        guard pause != toldPause else { return notes }
        toldPause = pause
        return notes + [pause.map(PoolNotice.paused) ?? .resumed]
    }

    package var snapshot: PoolSnapshot {
        PoolSnapshot(
            pace: pace.snapshot, learned: pace.learned, done: done, ready: queue.readyCount,
            delayed: queue.delayedCount, isStopping: end != nil)
    }
}
