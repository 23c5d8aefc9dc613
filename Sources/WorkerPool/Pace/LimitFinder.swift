/// Finds the limits of a service from what it lets in and refuses.
///
/// Places, a window and a rate hold at the same time; a gate keeps everything back after a refusal.
/// What one reply says of all of them is decided here.
struct LimitFinder {
    private let isPaced: Bool
    private var generator: SeededGenerator
    private(set) var times = ReplyTimes()
    private(set) var windows = WindowEvidence()
    private(set) var places: PlaceEvidence
    private(set) var pacer: Pacer
    private(set) var gate = Gate()
    private(set) var chance = ChanceRefusals()
    /// What the refusal that closed the gate was taken for, and when its call was sent.
    private var block = Block.rate
    private var blockedSince = Duration.zero
    /// Whether the block is the first one and the service says that it is one for coming too fast.
    private var isNamedFirst = false
    /// Refusals that speak against a number at once which is in doubt.
    private var doubts = 0
    /// Until when, at least, nothing is let in, as the service has said in this block.
    private(set) var askedUntil: Duration?
    /// The rate when a call was last let in through an open gate.
    private var openRate: Double?
    /// What was decided since this was last asked.
    private var said: [String] = []

    /// Where nothing was ever let in, there is no window to wait for.
    private static let longestProbing = Duration.seconds(30)
    /// How long the first block is left alone where the service says that it is one for coming too
    /// fast: three more calls fit in, and a bucket has room again.
    private static let patience = Duration.seconds(10)
    /// What most limits in a time are counted by.
    private static let usualWindow = Duration.seconds(60)

    init(_ settings: PaceSettings, learned: LearnedPace?) {
        isPaced = settings.isPaced
        generator = SeededGenerator(seed: settings.seed)
        // Where an earlier run met a rate and no limit at once, the rate is what binds.
        let isFree = !settings.isPaced || learned?.ratePerSecond != nil
        let window = AtOnceWindow(
            maximum: settings.maximumAtOnce, known: settings.isPaced ? learned?.atOnce : nil,
            start: isFree ? settings.maximumAtOnce : 1)
        places = PlaceEvidence(window: window, isPaced: settings.isPaced)
        pacer = Pacer(
            ceiling: settings.ratePerSecondCeiling, learned: learned?.ratePerSecond)
        if settings.isPaced, let known = learned?.window {
            windows.keep(known, isSaid: false)
            follow()
        }
    }

    /// Goes no faster than the limit that is kept by count allows, if there is one.
    private mutating func follow() {
        if let limit = windows.limit { pacer.follow(limit.slot) }
    }

    private mutating func note(_ what: String) { said.append(what) }

    /// The decisions since this was last asked.
    mutating func takeSaid() -> [String] {
        defer { said = [] }
        return said
    }

    /// Keeps to a limit that the service says.
    mutating func keep(to stated: StatedPace) {
        guard isPaced else { return }
        if let said = stated.window, !(windows.limit?.hasSaid(said) ?? false) {
            windows.keep(said, isSaid: true)
            follow()
        }
        if let rate = stated.ratePerSecond, rate > 0 { pacer.keep(below: rate) }
        if let count = stated.atOnce, count > 0 { places.keep(below: count) }
    }

    mutating func sent(at now: Duration) {
        windows.send(at: now)
        let isProbe = !gate.isOpen
        if isProbe { gate.sentProbe(at: now) }
        pacer.send(at: now, isProbe: isProbe)
    }

    /// No call was made, so nothing was used up; if it was a probe, the next work is one, at once.
    mutating func drop(_ call: CallInFlight, at now: Duration) {
        windows.drop(sentAt: call.sentAt)
        if call.isProbe, !call.isLetIn { gate.dropProbe(at: now) }
    }

    /// The call never reached the limiter, or nobody knows.
    mutating func unreached(_ call: CallInFlight, at now: Duration) {
        if call.isProbe, !call.isLetIn { gate.dropProbe(at: now + pacer.slot) }
    }

    /// A call that was let in has been answered.
    mutating func answered(_ call: CallInFlight, at now: Duration) {
        times.addService(now - call.sentAt)
    }

    mutating func letIn(_ call: CallInFlight, at now: Duration) {
        places.letIn(call, at: now)
        if windows.limit == nil { pacer.letIn(call, at: now) }
        switch windows.letIn(call, at: now) {
        case .nothing:
            if call.waitedFor == .count { follow() }
        case .limit(let what):
            follow()
            note(what)
        case .none:
            chance.show()
            pacer.searchAgain(at: now)
            note("many more were let in than the window known allows: it was none")
        }
        if isFree(call) {
            switch chance.letIn(call) {
            case .nothing: break
            case .chance: pacer.speedUp(at: now)
            case .firstChance: pacer.searchAgain(at: now)
            }
        }
        if call.isProbe, !gate.isOpen {
            gate.open()
            endBlock(openedBy: call, at: now)
        }
        if gate.isOpen, pacer.isLearned { openRate = pacer.rate }
    }

    /// Sees what a block that is over says of the limits.
    private mutating func endBlock(openedBy probe: CallInFlight, at now: Duration) {
        var refusals = windows.history.refusals(upTo: blockedSince)
        if let askedUntil, askedUntil > refusals.last ?? .zero { refusals.append(askedUntil) }
        askedUntil = nil
        if block == .atOnce {
            note(
                "a call in a place that became free was let in: \(places.window.limit) at once")
            return
        }
        let what = windows.end(
            block, refusals: refusals, openedBy: probe, isLong: gate.hasRefusedProbe,
            chance: chance, at: now)
        guard let what else { return }
        follow()
        note(what)
    }

    /// Takes a refusal, with so many calls in flight after it.
    mutating func refuse(
        _ call: CallInFlight, _ kind: ThrottleKind, retryAfter: Duration?, left: Int,
        at now: Duration
    ) {
        times.addRefusal(after: now - call.sentAt)
        places.refuse(call)
        windows.refuse(sentAt: call.sentAt)
        // Calls sent together may arrive in any order, so those sent after this one count too.
        let inFlight = max(call.others, left)
        let isTooMany =
            kind == .atOnce
            || (retryAfter ?? .zero) < WindowEvidence.shortestBlock
                && places.areTooMany(
                    call, inFlight: inFlight, kind, times, windows,
                    isRateKnown: pacer.isLearned || chance.hasShown)
        if !isTooMany, let what = windows.findCounting(call, at: now) { note(what) }
        if call.isProbe, !gate.isOpen, kind != .atOnce {
            refuseProbe(call, inFlight: inFlight, at: now)
        } else if kind != .atOnce, retryAfter == nil, isPaced, isFree(call),
            mayBeChance(call, kind, others: isTooMany ? inFlight : nil, at: now)
        {
            note("perhaps refused by chance: tried again at once")
        } else if isTooMany {
            refuseAtOnce(call, inFlight: inFlight, isNamed: kind == .atOnce, at: now)
        } else if isFree(call) {
            refuseRate(call, isNamed: kind == .rate, at: now)
        }
        places.turn(left: left, times, at: now)
        if let retryAfter {
            shut(for: retryAfter, at: now)
            askedUntil = now + retryAfter * 0.99
        }
    }

    /// Whether a refusal need not be a limit's; then a trial is on its way.
    private mutating func mayBeChance(
        _ call: CallInFlight, _ kind: ThrottleKind, others: Int?, at now: Duration
    ) -> Bool {
        guard windows.limit == nil, windows.guess == nil else {
            chance.count(isRefused: true)
            return false
        }
        // Where calls come fast, many refusals tell sooner than a trial.
        let isFirst =
            trialGap > .zero
            && (others == nil ? !pacer.isLearned : !places.window.isLearned)
        switch chance.refuse(call, others: others, isFirst: isFirst, slot: pacer.slot, at: now) {
        case .limit: return false
        case .perhapsLimit: if others == nil { pacer.slowDown(at: now) }
        case .trial(let count): pacer.hurry(count, gap: trialGap, at: now)
        case .nothing: break
        }
        return true
    }

    /// How long after the first call of a trial the second goes.
    ///
    /// Long enough to know whether the first was refused, so that the second need not be sent. At
    /// once where calls come so fast that a limit might have room for it again by then.
    private var trialGap: Duration {
        times.doubt < pacer.slot * 0.4 ? times.doubt : .zero
    }

    /// Takes a refusal for one of too many calls at once.
    ///
    /// What the service does not name is in doubt until a call in a place that became free is let in.
    private mutating func refuseAtOnce(
        _ call: CallInFlight, inFlight: Int, isNamed: Bool, at now: Duration
    ) {
        places.takeAway(call, inFlight: inFlight, isNamed: isNamed, at: now)
        if call.isProbe { gate.dropProbe(at: now) }
        if !isNamed, gate.isOpen, places.window.isDoubted {
            doubts = 0
            block = .atOnce
            blockedSince = call.sentAt
            gate.close(at: now, slot: .zero, using: &generator)
            note(
                "refused with \(inFlight) others in flight, more than ever let in: perhaps \(places.window.limit) at once"
            )
        } else if isNamed {
            note("refused as too many at once with \(inFlight) others in flight")
        }
    }

    /// Takes the refusal of a call that was to find out if the gate may open.
    private mutating func refuseProbe(_ call: CallInFlight, inFlight: Int, at now: Duration) {
        if block == .atOnce {
            doubts += 1
            if doubts <= places.borne(inFlight: inFlight, times) {
                places.takeAway(call, inFlight: inFlight, isNamed: false, at: now)
                return gate.dropProbe(at: now)
            }
            places.restore()
            block = .rate
            note("refused again with fewer in flight: not for the number at once")
            if windows.limit == nil { pacer.refuse(call, isCertain: !chance.hasShown, at: now) }
        }
        if windows.guess != nil {
            windows.dropGuess()
            pacer.refuse(call, isCertain: true, at: now)
        }
        pacer.confirmRefusal()
        if let limit = windows.limit {
            gate.refuseProbe(
                at: now, slot: limit.slot / 4, opensAt: windows.opensAt(at: now),
                using: &generator)
        } else {
            gate.refuseProbe(
                at: now, slot: pacer.slot,
                isPatient: isNamedFirst && now < blockedSince + Self.usualWindow,
                boundary: windows.boundary(after: now, since: blockedSince)
                    ?? (windows.history.isEmpty ? now + Self.longestProbing : nil),
                using: &generator)
        }
    }

    /// Takes a refusal for one of too many calls in a time.
    private mutating func refuseRate(_ call: CallInFlight, isNamed: Bool, at now: Duration) {
        isNamedFirst =
            isNamed && !pacer.isLearned && windows.limit == nil && windows.history.isTelling
        blockedSince = call.sentAt
        block = .rate
        if windows.guess?.isDoubted == false {
            windows.doubtGuess()
            gate.close(at: now, slot: pacer.slot, using: &generator)
            return
        }
        windows.dropGuess()
        guard let limit = windows.limit else {
            let old = pacer.rate
            if pacer.isSearching { chance.endSearch() }
            pacer.refuse(call, isCertain: !chance.hasShown, at: now)
            gate.close(
                at: now, slot: pacer.slot, firstProbe: isNamedFirst ? now + Self.patience : nil,
                using: &generator)
            note(
                "refused at \(PaceNotes.text(old)) a second: now \(PaceNotes.text(pacer.rate))")
            return
        }
        let begun = windows.begin(call, limit, chance: chance, at: now)
        block = begun.block
        if let what = begun.what { note(what) }
        gate.close(
            at: now, slot: limit.slot / 4, firstProbe: begun.opensAt ?? now, using: &generator)
    }

    /// Whether a call's refusal stands for itself.
    ///
    /// That of a probe, or of a call sent before the gate closed, belongs to the one that closed it.
    private func isFree(_ call: CallInFlight) -> Bool {
        !call.isProbe && call.sentAt > gate.closedAt
    }

    /// Nothing goes until a wait that the service asks for is over.
    mutating func shut(for wait: Duration?, at now: Duration) {
        let late = Double.random(in: 1...1.05, using: &generator)
        gate.shut(until: now + (wait ?? pacer.slot) * late, at: now)
    }

    /// What is to be kept for the next run on this account, after what was kept before.
    ///
    /// While the gate is shut nobody knows if the new rate is right.
    func learned(after known: LearnedPace?) -> LearnedPace {
        let rate = gate.isOpen ? pacer.rate : openRate ?? known?.ratePerSecond
        return LearnedPace(
            ratePerSecond: windows.limit?.window.ratePerSecond
                ?? (pacer.isLearned ? rate : known?.ratePerSecond),
            atOnce: isPaced && places.window.isLearned ? places.window.limit : known?.atOnce,
            window: windows.limit?.window)
    }
}
