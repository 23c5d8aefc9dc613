import Foundation

/// A date of HTTP in any of its three forms.
///
/// Source: RFC 9110, 5.6.7: IMF-fixdate (`Sun, 06 Nov 1994 08:49:37 GMT`), RFC 850 (`Sunday,
/// 06-Nov-94 08:49:37 GMT`) and asctime (`Sun Nov  6 08:49:37 1994`), all in GMT.
struct HTTPDate: Equatable {
    /// Seconds since 1970.
    let unixSeconds: Int

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// Reads a date; nil for anything else.
    ///
    /// - Parameter now: what the two digits of an RFC 850 year are near to: a date that would be more
    ///   than 50 years ahead is one of the past.
    init?(_ text: String, now: Date) {
        let words = text.lowercased().split { " ,-".contains($0) }
        // The day of the week says nothing that the rest does not say.
        switch words.count {
        case 6 where words[5] == "gmt" || words[5] == "utc":
            self.init(day: words[1], month: words[2], year: words[3], time: words[4], now: now)
        case 5:
            self.init(day: words[2], month: words[1], year: words[4], time: words[3], now: now)
        default:
            return nil
        }
    }

    private init?(
        day: Substring, month: Substring, year: Substring, time: Substring, now: Date
    ) {
        let clock = time.split(separator: ":").compactMap { Int($0) }
        guard let day = Int(day), (1...31).contains(day),
            let month = Self.months.firstIndex(of: String(month)),
            var year = Int(year), (0...9999).contains(year),
            clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]),
            (0...60).contains(clock[2])
        else { return nil }
        if year < 100 {
            let thisYear = 1970 + Int(now.timeIntervalSince1970 / 31_556_952)
            year += thisYear / 100 * 100
            if year > thisYear + 50 { year -= 100 }
        }
        let days = Self.days(year: year, month: month + 1, day: day)
        unixSeconds = days * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
    }

    /// Days since 1970, by the Gregorian calendar, counted in years that begin in March.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let month = (month + 9) % 12
        let leapDays = year / 4 - year / 100 + year / 400
        return year * 365 + leapDays + (month * 153 + 2) / 5 + day - 1 - 719_468
    }
}
