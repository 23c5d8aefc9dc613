/// A limit of so many calls within a length of time, kept by counting.
///
/// A call takes a place for the length, and a call goes when a place is free: that is let in whether
/// the service's windows slide or begin at fixed times. Like the number at once, it is tried with one
/// more now and then.
struct WindowLimit {
    private(set) var calls: Int
    private(set) var length: Duration
    private(set) var countsRefused: Bool
    /// What a place is held longer than the length, for calls travel unevenly.
    private(set) var margin: Duration
    /// The most calls that the service has said; nil if it has said nothing.
    private(set) var said: Int?
    private var trials: Trials
    /// What was let in for a whole length, and how far above it the limit was raised, and when.
    private(set) var proven: Int
    private var step = 1
    private var raisedAt = Duration.zero

    /// Refusals below the limit after which the next call was let in at once, in a row.
    private var against = 0
    /// How many of them put it in doubt; twice as many each time it was a window after all.
    private var patience = 3
    /// Whether several calls more are tried, as it may be no window at all.
    private(set) var isDoubted = false
    /// How many calls were let in before the latest refusal within it, without those refused and with.
    private var refusedAfter: (letIn: Int, all: Int)?
    /// How many calls were counted before the latest refusal that was over soon, and when it was.
    private var refusedBelow: (count: Int, at: Duration)?
    /// How often it was doubled while in doubt.
    private var timesRaised = 0
    private static let mostRaised = 3

    /// Lengths that services count in, in seconds.
    private static let lengths = [60.0, 600, 3600, 86_400]
    /// A block says nothing of a window in which fewer calls were let in.
    static let fewest = 4

    init(_ window: PaceWindow, margin: Duration, isSaid: Bool) {
        calls = max(1, window.calls)
        length = .seconds(window.seconds)
        countsRefused = window.countsRefused
        self.margin = margin
        said = isSaid ? calls : nil
        trials = Trials(fewest: isSaid ? Trials.most : 32)
        proven = calls
    }

    /// When its first period began, where only a count that fades explains it; nil elsewhere.
    private(set) var fadesSince: Duration?

    /// Whether it is what the service has said.
    func hasSaid(_ window: PaceWindow) -> Bool {
        said == max(1, window.calls) && length == .seconds(window.seconds)
    }

    /// The limit, to be kept for the next run.
    var window: PaceWindow {
        PaceWindow(calls: calls, seconds: length.inSeconds, countsRefused: countsRefused)
    }

    /// The time between two calls at this limit.
    var slot: Duration { length / calls }

    /// When the next call is let in by the count; nil if there is room.
    func opensAt(_ history: CallHistory, at now: Duration) -> Duration? {
        let oldest = history.sent(latestBut: calls - 1, withRefused: countsRefused)
        guard let oldest else { return nil }
        let time = oldest + length + margin
        return time > now ? time : nil
    }

    /// Whether a call more than was proven is tried.
    var isTrying: Bool { trials.isTrying }

    /// A call that had to wait for a place was let in.
    ///
    /// A raised limit is proven once it has been used for longer than a length, by which one call more
    /// may have fallen into the next window: then it is raised by half, for limits that change are
    /// mostly changed by much.
    mutating func letIn(at now: Duration) {
        guard calls < said ?? .max else { return }
        guard !isDoubted else { return }
        if isTrying {
            guard now >= raisedAt + length + length / step else { return }
            step = max(2 * step, calls / 2)
        } else {
            guard trials.use(at: now, rest: length) else { return }
            step = 1
        }
        proven = calls
        calls = min(said ?? .max, calls + step)
        raisedAt = now
    }

    /// A call above what was proven was refused, with so many let in before it.
    mutating func refuseTrial(counted: Int, at now: Duration) {
        if isDoubted { patience *= 2 }
        isDoubted = false
        against = 0
        calls = max(proven, min(calls - 1, counted))
        proven = calls
        trials.fail(isSame: true, at: now)
    }

    /// A call was refused below the limit and the next one let in at once, which no window does.
    ///
    /// Where that happens again and again, several calls more are tried: a window lets in none of them.
    mutating func speakAgainst(at now: Duration) {
        against += 1
        guard said == nil, against >= patience, !isTrying else { return }
        isDoubted = true
        timesRaised = 0
        trials.begin()
        proven = calls
        step = Self.fewest
        calls += step
        raisedAt = now
    }

    /// A call was let in while the limit is in doubt, as one of so many within the length.
    ///
    /// Returns whether the limit was raised for that, or is disproved.
    mutating func letInInDoubt(counted count: Int, at now: Duration) -> Bool {
        guard count >= calls - 1 else { return false }
        timesRaised += 1
        proven = count
        calls *= 2
        raisedAt = now
        return true
    }

    /// Whether so many more were let in that there is no such limit.
    var isDisproved: Bool { timesRaised >= Self.mostRaised }

    /// Refused calls are found to count too.
    mutating func countRefused() {
        countsRefused = true
    }

    /// A call was refused after so many let in; returns whether refused calls do not count after all.
    ///
    /// That is so where it was after as many as the last time, though more or fewer were refused.
    mutating func refuse(afterLetIn count: Int, withRefused all: Int) -> Bool {
        defer { refusedAfter = (count, all) }
        guard countsRefused, let last = refusedAfter, last.letIn == count, last.all != all else {
            return false
        }
        countsRefused = false
        calls = count
        proven = count
        return true
    }

    /// A call was refused after fewer than the limit, and let in soon after.
    ///
    /// Where it was after as many a window before, the limit is that; returns whether it is.
    mutating func refuse(afterOnly count: Int, at now: Duration) -> Bool {
        defer { refusedBelow = (count, now) }
        guard said == nil, let last = refusedBelow, count < calls, count == last.count,
            (0.9...1.1).contains((now - last.at) / length)
        else { return false }
        lower(to: count, at: now)
        return true
    }

    /// Refused calls are found not to count after all.
    mutating func countOnlyLetIn() { countsRefused = false }

    /// The limit was reached by count a moment too soon.
    mutating func widen(by time: Duration) {
        margin = min(margin + time, length / 50)
    }

    /// Calls within the limit were refused: it is what was let in at the last of the refusals.
    mutating func lower(to count: Int, at now: Duration) {
        isDoubted = false
        against = 0
        guard count < calls else { return }
        calls = max(1, count)
        proven = calls
        trials.fail(isSame: false, at: now)
    }

    /// When the next of the usual windows is over, if it began with the first of the calls before a
    /// block; nil if none of them fits.
    ///
    /// If a call was refused just then, the service may count refused calls too, or keep two periods.
    static func boundary(after now: Duration, _ history: CallHistory, since start: Duration)
        -> Duration?
    {
        for seconds in lengths {
            let length = Duration.seconds(seconds)
            guard let first = history.first(within: length, before: start) else { continue }
            let end = first + length + .milliseconds(50)
            if end > now { return end }
            let begun = history.count(within: length, before: start, withRefused: false)
            let tries = history.refusals(since: end).count
            guard begun >= fewest, tries <= 2 else { continue }
            let counted = history.sent(latestBut: begun - 1, withRefused: true)
            if tries == 1, let counted, counted + length > now {
                return counted + length + .milliseconds(50)
            }
            let periods = TwoPeriods(history, length: length, since: first, at: now)
            let opensAt = periods.opensAt(calls: begun) + .milliseconds(50)
            if opensAt > now { return opensAt }
        }
        return nil
    }

    /// The shortest window that explains a block; nil if none does.
    ///
    /// Every call that was refused has to find as many before it as were let in when it began: all
    /// of them, or with the refused ones, or half of them if a window of the service ended meanwhile.
    static func explaining(
        refusals: [Duration], _ history: CallHistory, atLeast least: Duration, margin: Duration
    ) -> WindowLimit? {
        guard let first = refusals.first, let last = refusals.last else { return nil }
        for seconds in lengths where .seconds(seconds) >= least {
            let length = Duration.seconds(seconds)
            func count(_ time: Duration, _ withRefused: Bool) -> Int {
                history.count(within: length, before: time, withRefused: withRefused)
            }
            let begun = count(first, false)
            guard begun >= fewest else { continue }
            var window = PaceWindow(calls: begun, seconds: seconds)
            var fadesSince: Duration?
            if refusals.allSatisfy({ count($0, false) >= begun }) {
            } else if refusals.allSatisfy({ count($0, true) > begun }) {
                window.countsRefused = true
                window.calls = count(first, true) - 1
            } else if let start = history.first(within: length, before: first),
                refusals.allSatisfy({
                    TwoPeriods(history, length: length, since: start, at: $0).count > Double(begun)
                })
            {
                window.countsRefused = true
                fadesSince = start
            } else if refusals.allSatisfy({ 2 * count($0, false) >= begun }) {
                window.calls = count(last, false)
            } else {
                continue
            }
            var limit = WindowLimit(window, margin: margin, isSaid: false)
            limit.fadesSince = fadesSince
            return limit
        }
        return nil
    }
}

/// What a service counts that keeps this period and a fading share of the one before, refused calls too.
///
/// HAProxy counts so, and many gateways do.
struct TwoPeriods {
    private let length: Duration
    private let begun: Duration
    private let moment: Duration
    private let current: Int
    private let previous: Int

    /// The count at a moment; the first period began with the call at `start`.
    init(_ history: CallHistory, length: Duration, since start: Duration, at moment: Duration) {
        self.length = length
        self.moment = moment
        begun = start + length * Int((moment - start) / length)
        let before = begun - .nanoseconds(1)
        current = history.count(within: moment - before, before: moment, withRefused: true)
        previous = history.count(within: length, before: before, withRefused: true)
    }

    /// The calls counted, one at that moment among them.
    var count: Double {
        Double(current) + Double(previous) * (1 - (moment - begun) / length)
    }

    /// When less than so many are counted, if nothing more is sent.
    func opensAt(calls: Int) -> Duration {
        let room = calls - current
        // Where this period is full by itself it has to fade within the next one.
        let periods =
            room > 0
            ? 1 - min(1, Double(room) / Double(max(1, previous)))
            : 2 - Double(calls) / Double(max(1, current))
        return begun + length * periods
    }
}

extension CallHistory {
    /// How many calls a window lets in, by a block within it.
    ///
    /// Those within the length before the first refusal of the block; fewer if so few were left of them
    /// at the last one, or if two blocks that ended a length apart show a window of the service with
    /// fewer in between.
    func calls(
        in limit: WindowLimit, first: Duration, last: Duration, between opened: Duration,
        _ openedNow: Duration
    ) -> Int {
        if let since = limit.fadesSince {
            return Int(TwoPeriods(self, length: limit.length, since: since, at: first).count) - 1
        }
        if limit.countsRefused {
            return count(within: limit.length, before: first, withRefused: true) - 1
        }
        var calls = min(
            count(within: limit.length, before: first, withRefused: false),
            count(within: limit.length, before: last, withRefused: false))
        let apart = (openedNow - opened) / limit.length
        if (0.85...1.3).contains(apart) {
            let since = first - opened + .nanoseconds(1)
            calls = min(calls, count(within: since, before: first, withRefused: false))
        }
        return calls
    }
}
