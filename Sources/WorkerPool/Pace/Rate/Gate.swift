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

    private static let longestWait = Duration.seconds(5)
    private static let longestHalf = Duration.seconds(30)

    mutating func close(at now: Duration, slot: Duration, using generator: inout SeededGenerator) {
        isOpen = false
        closedAt = now
        wait = slot * 1.25
        probeSentAt = nil
        hasRefusedProbe = false
        probeAt = now + spread(wait, using: &generator)
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
    mutating func refuseProbe(
        at now: Duration, slot: Duration, using generator: inout SeededGenerator
    ) {
        probeSentAt = nil
        hasRefusedProbe = true
        let half = min((now - closedAt) / 2, Self.longestHalf)
        wait = min(wait * 2, max(Self.longestWait, slot, half))
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
