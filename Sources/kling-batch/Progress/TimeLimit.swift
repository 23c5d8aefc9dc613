import BatchRun
package import Foundation
import Texts

/// Until when a run may call.
package struct TimeLimit: Sendable, Equatable {
    /// The moment.
    package let moment: Date
    /// The option that says so.
    package let option: String

    /// The earlier one of what two options say; nil where neither says anything.
    package static func of(
        duration: RunLength?, until: StopTime?, from now: Date, calendar: Calendar = .current
    ) -> TimeLimit? {
        let limits = [
            duration.map { TimeLimit(moment: now + $0.seconds, option: "--max-duration") },
            until.map { TimeLimit(moment: $0.moment(after: now, calendar), option: "--until") },
        ]
        return limits.compactMap { $0 }.min { $0.moment < $1.moment }
    }

    /// What is said at the run's start.
    var announcement: String {
        "Calls are made until \(moment.localText(hasDate: true)), as \(option) says."
    }

    /// How the run ended by it.
    var sentence: String {
        "No calls after \(moment.localText(hasDate: true)), as \(option) says. The same command goes "
            + "on where this run stopped."
    }

    /// Stops the calls when the time is up; returns before that when cancelled.
    ///
    /// The time of day is asked again and again: clocks are set, and machines sleep.
    func keep(_ control: RunControl, onEnd: @Sendable () -> Void) async {
        while moment > Date() {
            let left = min(15, max(0.01, moment.timeIntervalSinceNow))
            let sleep: ()? = try? await Task.sleep(for: .seconds(left), clock: .continuous)
            guard sleep != nil else { return }
        }
        onEnd()
        control.stopSending(.timeIsUp(sentence))
    }
}

/// A length of time as options take it: `8h`, `90m`, `1h30m`.
package struct RunLength: Sendable, Equatable {
    /// The length in seconds.
    package let seconds: TimeInterval

    /// Reads days, hours, minutes and seconds in this order; nil for anything else, and for none.
    package init?(_ text: String) {
        guard
            let match = text.wholeMatch(
                of: /(?:(\d{1,3})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m(?:in)?)?(?:(\d{1,6})s)?/)
        else { return nil }
        let parts = [
            (match.1, 86_400.0), (match.2, 3600), (match.3, 60), (match.4, 1),
        ]
        let sum = parts.reduce(0) { $0 + ($1.0.flatMap { Double($0) } ?? 0) * $1.1 }
        guard sum > 0 else { return nil }
        seconds = sum
    }
}

/// A time of day as options take it: `07:00`.
package struct StopTime: Sendable, Equatable {
    /// The hour, 0 to 23.
    package let hour: Int
    /// The minute, 0 to 59.
    package let minute: Int

    /// Reads hours and minutes, such as `07:00`; nil for anything else.
    package init?(_ text: String) {
        guard let match = text.wholeMatch(of: /(\d{1,2}):(\d\d)/), let hour = Int(match.1),
            let minute = Int(match.2), hour < 24, minute < 60
        else { return nil }
        self.hour = hour
        self.minute = minute
    }

    /// When the clock shows it next.
    ///
    /// A time of day that a change of clocks leaves out is the first moment after it; of one that comes
    /// twice, the first counts.
    package func moment(after now: Date, _ calendar: Calendar) -> Date {
        calendar.nextDate(
            after: now, matching: DateComponents(hour: hour, minute: minute, second: 0),
            matchingPolicy: .nextTime, repeatedTimePolicy: .first) ?? now
    }
}
