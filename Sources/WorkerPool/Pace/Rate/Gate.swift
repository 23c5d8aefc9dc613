/// Stops sending after a refusal until one probe is let in.
///
/// The first probe goes after one slot and a quarter, give or take a tenth. Each one refused
/// doubles the wait, up to 5 s, one slot, or half the time the gate has been shut (30 s at most),
/// whichever is longest: a service that counts refused calls too would never let one in again
/// otherwise. Calls go on one slot after the probe that was let in: a service that wants them
/// spaced would refuse them otherwise.
struct Gate {
    private(set) var isOpen = true
    private(set) var probeAt = Duration.zero
    private var wait = Duration.zero
    /// When the probe that is on its way was sent; nil while there is none.
    private(set) var probeSentAt: Duration?
    /// When it closed the last time; before all calls if it never did.
    private(set) var closedAt = Duration.seconds(-1)

    /// Whether a probe was refused since it closed.
    private(set) var hasRefusedProbe = false

    /// When the next call is tried, where none was let in for so long that it is no matter of pace; else
    /// nil.
    func longShut(at now: Duration) -> Duration? {
        !isOpen && now - closedAt >= WindowEvidence.shortestBlock ? probeAt : nil
    }

    mutating func close(
        at now: Duration, slot: Duration, firstProbe: Duration? = nil,
        using generator: inout SeededGenerator
    ) {
        isOpen = false
        closedAt = now
        wait = slot * 1.25
        probeSentAt = nil
        hasRefusedProbe = false
        probeAt = firstProbe ?? now + spread(wait, using: &generator)
    }

    /// Keeps everything back until a moment the service named.
    mutating func shut(until moment: Duration, at now: Duration) {
        if isOpen { closedAt = now }
        isOpen = false
        probeAt = max(probeAt, moment)
    }

    mutating func sentProbe(at now: Duration) {
        probeSentAt = now
    }

    /// The probe was refused for coming too soon.
    ///
    /// - Parameters:
    ///   - isPatient: whether the next probe goes when a window may be over, and no earlier.
    ///   - boundary: when a window may be over: the next probe goes no later.
    mutating func refuseProbe(
        at now: Duration, slot: Duration, isPatient: Bool, boundary: Duration?,
        using generator: inout SeededGenerator
    ) {
        wait = max(wait, slot, (now - closedAt) * 0.9)
        refuseProbe(at: now, using: &generator)
        if let boundary { probeAt = isPatient ? boundary : min(probeAt, boundary) }
    }

    /// The probe was refused for coming too soon, where it is known when the next may go at the earliest.
    mutating func refuseProbe(
        at now: Duration, slot: Duration, opensAt: Duration?,
        using generator: inout SeededGenerator
    ) {
        wait = max(wait, slot)
        refuseProbe(at: now, using: &generator)
        if let opensAt { probeAt = max(probeAt, opensAt) }
    }

    private mutating func refuseProbe(at now: Duration, using generator: inout SeededGenerator) {
        probeSentAt = nil
        hasRefusedProbe = true
        wait *= 2
        probeAt = now + spread(wait, using: &generator)
    }

    /// The probe says nothing about the rate; the next may go at once.
    mutating func dropProbe(at now: Duration) {
        probeSentAt = nil
        probeAt = now
    }

    mutating func open() {
        isOpen = true
        probeSentAt = nil
    }

    private func spread(_ wait: Duration, using generator: inout SeededGenerator) -> Duration {
        wait * Double.random(in: 0.9...1.1, using: &generator)
    }
}
