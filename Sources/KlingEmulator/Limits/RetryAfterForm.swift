import Foundation

/// How `Retry-After` is written (RFC 9110, 10.2.3 and 5.6.7).
package enum RetryAfterForm: String, CaseIterable, Sendable {
    /// A number of seconds.
    case seconds
    /// `Sun, 06 Nov 1994 08:49:37 GMT`
    case imf
    /// `Sunday, 06-Nov-94 08:49:37 GMT`
    case rfc850
    /// `Sun Nov  6 08:49:37 1994`
    case asctime

    /// The header's value for a time from now on, rounded up to whole seconds.
    func value(for time: Duration, from now: Moment) -> String {
        let (whole, attoseconds) = time.components
        let seconds = whole + (attoseconds > 0 ? 1 : 0)
        switch self {
        case .seconds: return String(seconds)
        case .imf: return date(after: seconds, now, "%a, %d %b %Y %H:%M:%S GMT")
        case .rfc850: return date(after: seconds, now, "%A, %d-%b-%y %H:%M:%S GMT")
        case .asctime: return date(after: seconds, now, "%a %b %e %H:%M:%S %Y")
        }
    }

    /// The names of days and months are English: the process never sets another locale.
    private func date(after seconds: Int64, _ now: Moment, _ format: String) -> String {
        // Rounded up, so that nobody is told to come before the time is over.
        var time = time_t((now.milliseconds + 999) / 1000 + seconds)
        var parts = tm()
        gmtime_r(&time, &parts)
        return String(
            unsafeUninitializedCapacity: 64
        ) { buffer in
            buffer.withMemoryRebound(to: CChar.self) { text in
                text.baseAddress.map { strftime($0, text.count, format, &parts) } ?? 0
            }
        }
    }
}
