/// What a run says of how it goes while it holds a ledger, for whoever looks from outside.
///
/// The run alone knows what limits it and since when, so everyone else shows what it says.
package struct RunSaying: Codable, Hashable, Sendable {
    /// When it was said, in Unix milliseconds.
    package let time: Int
    /// What holds the next call back: `30 a minute, window opens in 12 s`; nil where no call is left.
    package var limit: String?
    /// How long the calls that are left took at least from then on, in milliseconds; nil where nothing
    /// tells.
    package var leastMillisecondsLeft: Int?
    /// How long they took at most.
    package var mostMillisecondsLeft: Int?
    /// Why nothing is sent at the moment, a sentence; nil where calls are sent.
    package var pause: String?

    /// How long it is believed, in milliseconds; a run says something every two seconds while it calls.
    static let lifetime = 30_000

    /// Something said at a time, in Unix milliseconds.
    package init(time: Int) {
        self.time = time
    }

    /// How long the calls that are left take yet; nil where nothing tells.
    ///
    /// - Parameter now: Unix milliseconds.
    package func timeLeft(at now: Int) -> ClosedRange<Duration>? {
        guard let least = leastMillisecondsLeft, let most = mostMillisecondsLeft, least <= most
        else { return nil }
        let age = max(0, now - time)
        return .milliseconds(max(0, least - age)) ... .milliseconds(max(0, most - age))
    }
}
