/// What an account has been found to take, kept from one run to the next.
package struct LearnedPace: Hashable, Codable, Sendable {
    /// Calls a second; nil as long as no rate has been refused.
    package var ratePerSecond: Double?
    /// Calls in flight at once; nil as long as no number at once has been refused.
    package var atOnce: Int?
    /// So many calls in each window; nil as long as no such limit was met.
    package var window: PaceWindow?

    /// A pace of these parts.
    package init(ratePerSecond: Double? = nil, atOnce: Int? = nil, window: PaceWindow? = nil) {
        self.ratePerSecond = ratePerSecond
        self.atOnce = atOnce
        self.window = window
    }

    /// How long so many calls take at these limits; nil as long as no rate is known.
    package func timeFor(calls: Int) -> ClosedRange<Duration>? {
        guard calls > 0 else { return .zero ... .zero }
        if let window {
            // The windows before the last are waited for in full, unless one begins just now.
            let full = Double((calls - 1) / window.calls) * window.seconds
            return .seconds(full)...(.seconds(full + window.seconds))
        }
        guard let ratePerSecond, ratePerSecond > 0 else { return nil }
        let seconds = Double(calls) / ratePerSecond
        return .seconds(seconds * 0.9)...(.seconds(seconds * 1.25))
    }
}

extension LearnedPace: CustomStringConvertible {
    /// The limits, for people: `30 calls a minute, 3 at once`; `no limit met` where none is known.
    package var description: String {
        let rate = ratePerSecond.map { rate in
            rate >= 1
                ? "about \(Self.short(rate)) calls a second"
                : "about \(Self.short(rate * 60)) calls a minute"
        }
        let parts = [window.map { "\($0)" } ?? rate, atOnce.map { "\($0) at once" }]
        let known = parts.compactMap { $0 }
        return known.isEmpty ? "no limit met" : known.joined(separator: ", ")
    }

    private static func short(_ number: Double) -> String {
        let tenths = (number * 10).rounded() / 10
        return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
    }
}
