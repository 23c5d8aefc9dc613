/// What an account has been found to take, kept from one run to the next.
package struct LearnedPace: Hashable, Codable, Sendable {
    /// Calls a second; nil as long as no rate has been refused.
    package var ratePerSecond: Double?
    /// Calls in flight at once; nil as long as no number at once has been refused.
    package var atOnce: Int?

    /// A pace of these parts.
    package init(ratePerSecond: Double? = nil, atOnce: Int? = nil) {
        self.ratePerSecond = ratePerSecond
        self.atOnce = atOnce
    }
}
