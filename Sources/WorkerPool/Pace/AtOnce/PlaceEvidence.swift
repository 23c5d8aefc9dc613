/// What speaks for and against a limit of so many calls at once.
struct PlaceEvidence {
    private(set) var window: AtOnceWindow
    private let isPaced: Bool
    private var record = AdmissionRecord()

    init(window: AtOnceWindow, isPaced: Bool) {
        self.window = window
        self.isPaced = isPaced
    }

    mutating func keep(below stated: Int) { window.keep(below: stated) }

    mutating func letIn(_ call: CallInFlight, at now: Duration) {
        record.add(others: call.others)
        window.letIn(call, at: now)
    }

    /// Takes back that a call was let in.
    mutating func refuse(_ call: CallInFlight) {
        if call.isLetIn { record.remove(others: call.others) }
    }

    /// Takes a refusal for too many at once.
    mutating func takeAway(
        _ call: CallInFlight, inFlight: Int, isNamed: Bool, at now: Duration
    ) {
        window.refuse(call, inFlight: inFlight, isNamed: isNamed, at: now)
    }

    /// It was no limit at once after all.
    mutating func restore() { window.restore() }

    /// Begins to count anew after a refusal.
    mutating func turn(left: Int, _ times: ReplyTimes, at now: Duration) {
        record.turn(ifAtLeast: 2 * proof(of: left, times), at: now)
    }

    /// Whether a refusal is for the number in flight and not for coming too fast.
    func areTooMany(
        _ call: CallInFlight, inFlight: Int, _ kind: ThrottleKind, _ times: ReplyTimes,
        _ windows: WindowEvidence, isRateKnown: Bool
    ) -> Bool {
        isOneTooMany(call, kind, isWindowKnown: windows.limit != nil, isRateKnown: isRateKnown)
            || !windows.isExplained(call) && isTooManyAtOnce(inFlight, kind, times)
    }

    /// Whether a call was refused for the number in flight and not for coming too fast.
    ///
    /// A service that does not say is taken to mean the number if hardly a call was let in lately
    /// with so many in flight. Under a limit at once that is so at every refusal; under a rate
    /// only where the number in flight is the highest for some time, and there the window binds
    /// little.
    private func isTooManyAtOnce(_ inFlight: Int, _ kind: ThrottleKind, _ times: ReplyTimes) -> Bool
    {
        guard isPaced else { return false }
        return switch kind {
        case .rate: false
        case .atOnce: true
        case .unspecified:
            inFlight > 0 && record.count(others: inFlight) < proof(of: inFlight, times)
        }
    }

    /// Whether a call took the last place of a number at once that is tried, or the only limit known.
    private func isOneTooMany(
        _ call: CallInFlight, _ kind: ThrottleKind, isWindowKnown: Bool, isRateKnown: Bool
    ) -> Bool {
        guard kind == .unspecified, isPaced, call.others > 0 else { return false }
        if isWindowKnown, window.isTrying, let refused = window.refusedLimit {
            return call.others >= refused
        }
        let isOnlyLimit = window.isSettled && !isRateKnown && !isWindowKnown
        return call.fillsWindow && (window.isTrying || isOnlyLimit)
    }

    /// How many calls let in with so many in flight show that so many are not too many.
    ///
    /// More where others had left the service and were still on their way back.
    private func proof(of inFlight: Int, _ times: ReplyTimes) -> Int {
        times.travelling(of: inFlight) == 0 ? 2 : 20
    }

    /// How many refusals of calls in places that became free a number at once may take.
    ///
    /// One that was known before may have fallen far. Others that left the service may be on their way
    /// back still.
    func borne(inFlight: Int, _ times: ReplyTimes) -> Int {
        if window.wasKnown { return inFlight }
        return times.travelling(of: inFlight) == 0 ? 0 : 2
    }
}
