package import BatchRun
import Foundation
import Texts

extension PaceEvent {
    /// The decision for `--explain-pace`: when, what and why, and what limits the calls from then on.
    package var sentence: String {
        var line = "\(Self.clock.string(from: time)) pace: \(what)"
        line += "; limit: \(LimitFigures(limit).words)"
        if let opens, opens > time {
            line += ", the next call at \(Self.clock.string(from: opens))"
        }
        return line
    }

    /// The decision for `--events`.
    var values: [String: Any] {
        var values: [String: Any] = [
            "decided_at": Int((time.timeIntervalSince1970 * 1000).rounded()), "what": what,
        ]
        let limit = LimitFigures(limit)
        values["limit"] = limit.words
        values["limit_kind"] = limit.kind.rawValue
        values["limit_calls"] = limit.calls
        values["limit_s"] = limit.seconds
        values["limit_per_second"] = limit.ratePerSecond
        values["limit_at_once"] = limit.atOnce
        values["opens_at"] = opens.map { Int(($0.timeIntervalSince1970 * 1000).rounded()) }
        return values
    }

    /// The time of day to a tenth of a second, in the machine's own time zone.
    private static let clock: DateFormatter = {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.dateFormat = "HH:mm:ss.S"
        return format
    }()
}
