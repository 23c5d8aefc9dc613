#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif
import Texts

/// A moment by the machine's own time zone, for people: `16:02`, or `2026-11-28 16:02` on another day.
///
/// - Parameters:
///   - time: Unix milliseconds.
///   - now: the moment it is said at.
package func localTime(milliseconds time: Int, now: Int = unixMilliseconds()) -> String {
    var seconds = time_t(time / 1000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    let clock = "\(padded(parts.tm_hour, 2)):\(padded(parts.tm_min, 2))"
    let day = localDay(milliseconds: time)
    return day == localDay(milliseconds: now) ? clock : "\(day) \(clock)"
}
