#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif
import Texts

/// A moment's day by the machine's own time zone, such as `2026-11-28`.
///
/// - Parameter time: Unix milliseconds.
package func localDay(milliseconds time: Int) -> String {
    var seconds = time_t(time / 1000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
}

/// A moment's time of day by the machine's own time zone, such as `09:05:07`.
///
/// - Parameter time: Unix milliseconds.
package func localClock(milliseconds time: Int) -> String {
    var seconds = time_t(time / 1000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded($0, 2) }.joined(separator: ":")
}
