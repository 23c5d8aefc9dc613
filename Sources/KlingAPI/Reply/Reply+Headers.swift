import Foundation
import Texts

extension Reply {
    /// Reads what a reply's headers say of the request and of the limit.
    ///
    /// `Retry-After` is seconds or a date (RFC 9110, 10.2.3); the reset of ``RateLimitFields`` is
    /// seconds from now, or Unix seconds or milliseconds where it is too large for that.
    mutating func read(headers: (String) -> String?, now: Date = Date()) {
        headerRequestID = ["X-Oneapi-Request-Id", "X-Request-Id"].lazy.compactMap(headers)
            .first { !$0.isEmpty }
        sentAt = headers("Date").flatMap { HTTPDate($0, now: now)?.unixSeconds }
        let limits = RateLimitFields(headers)
        isLastOfWindow = limits.isUsedUp
        if httpStatus == 429 { statedLimit = limits.limit }
        let wait = headers("Retry-After").flatMap { Self.seconds($0, now: now) }
        let resetWait =
            isLastOfWindow || httpStatus == 429
            ? limits.reset.flatMap { Self.seconds($0, now: now) } : nil
        retryAfter = (wait ?? resetWait).map { .seconds($0) }
    }

    /// The longest wait that is believed: ten days.
    private static let longestWait = 864_000.0

    private static func seconds(_ value: String, now: Date) -> Double? {
        let value = String(value.trimmed)
        let wait: Double
        if let number = plainDecimal(value) {
            let unixTime = number > 1e11 ? number / 1000 : number
            wait = number > 1e9 ? unixTime - now.timeIntervalSince1970 : number
        } else if let date = HTTPDate(value, now: now) {
            wait = Double(date.unixSeconds) - now.timeIntervalSince1970
        } else {
            return nil
        }
        return min(max(0, wait), longestWait)
    }

    /// Digits, with a fraction at most: `Double` alone would take `0x10`, `1e3` and `inf` as well.
    private static func plainDecimal(_ value: String) -> Double? {
        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard value.utf8.count <= 20, parts.count <= 2,
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(digits.contains) })
        else { return nil }
        return Double(value)
    }
}
