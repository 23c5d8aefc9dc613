/// Holds everything back while nothing gets through.
///
/// One probe a minute, or at the time the service named; where one call after the other failed, the
/// first probes come sooner, after 1 s, 2 s, 4 s and so on. The run ends 30 minutes after the first
/// pause since the last success began; where calls were let in before and are only refused now, a
/// window of an hour may be used up, so it is 75 minutes then.
struct Pause {
    /// A pause that is on.
    struct State {
        let reason: NothingGetsThrough
        var nextProbe: Duration
        /// How long after a probe has failed the next one goes.
        var interval: Duration
        var probe: Int?
    }

    private(set) var state: State?
    /// When the first pause since the last success began.
    private(set) var since: Duration?
    /// When the first refusal came since the last call was let in.
    private var refusedSince: Duration?

    /// Whether a call was ever let in.
    private var hasLetIn = false

    private static let patience = Duration.seconds(30 * 60)
    private static let patienceOfWindow = Duration.seconds(75 * 60)
    private static let longestInterval = Duration.seconds(60)
    private static let firstInterval = Duration.seconds(1)
    private static let longestRefusal = Duration.seconds(120)

    var end: Duration? {
        since.map { $0 + (mayBeWindow ? Self.patienceOfWindow : Self.patience) }
    }

    /// Whether a long window may be all that is the matter: it need not be asked every minute.
    var mayBeWindow: Bool { hasLetIn && state?.reason == .onlyRefusals }

    func isOver(at now: Duration) -> Bool {
        guard let state, state.probe == nil, let end else { return false }
        return now >= end
    }

    mutating func begin(
        _ reason: NothingGetsThrough, until moment: Duration? = nil, at now: Duration
    ) {
        let since = since ?? now
        self.since = since
        let interval = reason == .noneSucceeds ? Self.firstInterval : Self.longestInterval
        var nextProbe = now + interval
        // A wait that ends after the run would is not kept: a probe may find that none is needed.
        if let moment, moment < since + Self.patience { nextProbe = moment }
        state = State(
            reason: reason, nextProbe: max(state?.nextProbe ?? nextProbe, nextProbe),
            interval: interval)
    }

    mutating func sent(_ id: Int) {
        state?.probe = id
    }

    /// A reply came; if it is the probe's, the next one goes after a longer while.
    mutating func replied(_ id: Int, at now: Duration) {
        guard let state, state.probe == id else { return }
        self.state?.probe = nil
        self.state?.interval = min(state.interval * 2, Self.longestInterval)
        self.state?.nextProbe = max(state.nextProbe, now + state.interval)
    }

    /// The probe was no call after all; the next may go at once.
    mutating func drop(_ id: Int) {
        if state?.probe == id { state?.probe = nil }
    }

    mutating func refused(waiting retryAfter: Duration?, at now: Duration) {
        let since = refusedSince ?? now
        refusedSince = since
        if let retryAfter, retryAfter > Self.longestRefusal {
            begin(.longWait, until: now + retryAfter, at: now)
        } else if state == nil, now - since >= Self.longestRefusal {
            begin(.onlyRefusals, at: now)
        }
    }

    /// A call was let in: refusals are no reason any more.
    ///
    /// Only one sent after the pause began shows that it is over.
    mutating func letIn(sentAt: Duration) {
        hasLetIn = true
        if let since, state != nil, sentAt < since { return }
        refusedSince = nil
        // A call that was let in and failed is none that succeeded.
        if isForRefusals { state = nil }
    }

    private var isForRefusals: Bool {
        state.map { [.onlyRefusals, .longWait].contains($0.reason) } ?? false
    }

    /// A call succeeded; where refusals are the reason, one sent before the pause does not end it.
    ///
    /// - Parameter sentAt: nil if nobody knows.
    mutating func succeeded(sentAt: Duration?) {
        if let sentAt, let since, sentAt < since, isForRefusals { return }
        refusedSince = nil
        since = nil
        state = nil
    }
}
