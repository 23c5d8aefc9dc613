import Foundation
import Synchronization

/// Tells once of each wait that a service asks for, where it is long enough to be wondered at.
///
/// A wait so long that the run is paused is told of as a pause.
final class AskedWaits: Sendable {
    private let latestEnd = Mutex(Date.distantPast)

    private static let toldFrom = Duration.seconds(20)
    private static let pausedFrom = Duration.seconds(120)
    /// Waits that end about together are one: each refused call asks for its own.
    private static let spread = 5.0

    /// What a decision of the pace says to a person of a wait; nil where that is nothing new.
    func sentence(of event: RunEvent) -> String? {
        guard case .pace(let pace) = event, let wait = pace.askedWait, let end = pace.opens,
            wait >= Self.toldFrom, wait <= Self.pausedFrom
        else { return nil }
        return latestEnd.withLock { latest in
            guard end.timeIntervalSince(latest) > Self.spread else { return nil }
            latest = end
            return "The service asks for a wait: no call goes before \(timeOfDay(end))."
        }
    }
}
