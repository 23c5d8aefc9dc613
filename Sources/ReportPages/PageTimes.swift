#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif
import Texts

/// A moment by this machine's time zone, such as `2026-11-28 14:05:09`.
///
/// - Parameter time: Unix milliseconds.
package func localTime(_ time: Int) -> String {
    var seconds = time_t(time / 1000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    let day = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
    let clock = [Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec)]
    return day.map { padded($0, 2) }.joined(separator: "-") + " "
        + clock.map { padded($0, 2) }.joined(separator: ":")
}

/// A length of time by the clock, `0:03`, `12:05` or `1:02:03`; nothing for nil.
package func clockLength(_ milliseconds: Int?) -> String {
    guard let milliseconds else { return "" }
    let seconds = (milliseconds + 500) / 1000
    let rest = padded(seconds % 60, 2)
    return seconds < 3600
        ? "\(seconds / 60):\(rest)" : "\(seconds / 3600):\(padded(seconds / 60 % 60, 2)):\(rest)"
}

/// A share of a whole in percent, for a drawing.
func percent(_ part: Int, of whole: Int) -> String {
    decimal(whole > 0 ? Double(part) * 100 / Double(whole) : 0, places: 3)
}
