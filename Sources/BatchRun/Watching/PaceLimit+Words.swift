import Texts
package import WorkerPool

extension PaceLimit {
    /// What limits the calls, in the words of the live line.
    ///
    /// - Parameter now: the time since the pool began.
    package func words(at now: Duration) -> String {
        switch self {
        case .settings(let atOnce): "nothing: as many as --concurrency (\(atOnce))"
        case .settingsRate(let rate): "--rate, \(Self.words(rate))"
        case .growing(let rate, _): "not known yet, trying \(Self.words(rate))"
        case .rate(let rate): Self.words(rate)
        case .window(let calls, let length, let opensAt):
            "\(calls) \(Self.span(length))"
                + (Self.wait(opensAt, at: now).map { ", window opens in \($0)" } ?? "")
        case .atOnce(let count): "\(count) at once"
        case .refused(let until):
            "refused" + (Self.wait(until, at: now).map { ", tried again in \($0)" } ?? "")
        case .asked(let until):
            "asked to wait" + (Self.wait(until, at: now).map { " for \($0)" } ?? "")
        case .errors: "errors"
        }
    }

    /// A rate by the time in which there is at least one call: `2 a second`, `30 a minute`.
    private static func words(_ perSecond: Double) -> String {
        let (count, unit) =
            perSecond >= 1
            ? (perSecond, "second")
            : perSecond * 60 >= 1 ? (perSecond * 60, "minute") : (perSecond * 3600, "hour")
        let places = count < 10 && abs(count - count.rounded()) > 0.05 ? 1 : 0
        return "\(decimal(count, places: places)) \(unit == "hour" ? "an" : "a") \(unit)"
    }

    /// The length of a window, behind its number of calls.
    private static func span(_ length: Duration) -> String {
        switch length {
        case .seconds(1): "a second"
        case .seconds(60): "a minute"
        case .seconds(3600): "an hour"
        case .seconds(86_400): "a day"
        default: "in \(clockTime(milliseconds: milliseconds(length)))"
        }
    }

    /// How long it is until then; nil where that is over or not known.
    private static func wait(_ moment: Duration?, at now: Duration) -> String? {
        guard let moment, moment > now else { return nil }
        let left = milliseconds(moment - now)
        return left < 60_000
            ? "\((left + 999) / 1000) s" : clockTime(milliseconds: left)
    }

    private static func milliseconds(_ duration: Duration) -> Int {
        Int((duration / .milliseconds(1)).rounded())
    }
}
