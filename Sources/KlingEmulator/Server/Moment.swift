import Foundation

/// A moment as the service counts it: Unix milliseconds.
struct Moment: Sendable {
    var milliseconds: Int64

    static var now: Moment {
        Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }

    /// ISO 8601 in UTC with milliseconds: `2026-01-02T03:04:05.678Z`.
    var iso8601: String {
        var seconds = time_t(milliseconds / 1000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
        let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(Int.init)
        let fraction = String(milliseconds % 1000 + 1000).dropFirst()
        return "\(padded(date, "-"))T\(padded(time, ":")).\(fraction)Z"
    }

    private func padded(_ numbers: [Int], _ separator: String) -> String {
        numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: separator)
    }
}

extension Duration {
    /// Whole milliseconds, the rest cut off.
    var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
