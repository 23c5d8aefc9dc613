import Foundation

/// A time as a bill writes it.
struct BillTime: Equatable {
    /// The time; of several that it may be, the earliest.
    var date: Date
    /// How many seconds later it may be.
    var spreadSeconds = 1
    /// Whether it was written without a time zone.
    var isLocal = false

    /// Reads Unix seconds or milliseconds, ISO 8601, or `2026-11-28 12:00:00` in a time zone.
    ///
    /// Returns nil if it is none of them.
    init?(_ text: String, timeZone: TimeZone) {
        let text = text.trimmingCharacters(in: .whitespaces)
        if let date = Self.unixTime(text) {
            self.date = date
            return
        }
        var reader = DateReader(rest: Array(text.utf8)[...])
        guard let written = reader.read() else { return nil }
        spreadSeconds = written.isByTheMinute ? 60 : 1
        if let offset = written.offsetSeconds {
            date = Date(timeIntervalSince1970: written.seconds - Double(offset))
        } else {
            isLocal = true
            let moments = Self.moments(written.seconds, in: timeZone)
            date = Date(timeIntervalSince1970: moments.lowerBound)
            spreadSeconds += Int(moments.upperBound - moments.lowerBound)
        }
    }

    /// Seconds have 9 to 11 digits, milliseconds 12 to 14: years 1973 to 5138.
    private static func unixTime(_ text: String) -> Date? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = parts.first,
            (9...14).contains(whole.count), text.utf8.count <= 24,
            parts.allSatisfy({ part in
                !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
            }), let number = Double(text)
        else { return nil }
        return Date(timeIntervalSince1970: whole.count < 12 ? number : number / 1000)
    }

    /// The moments at which clocks of a zone show a time: two where they are set back, and around
    /// the gap where they are set forward.
    private static func moments(_ shown: Double, in zone: TimeZone) -> ClosedRange<Double> {
        let day = 86_400.0
        let offsets = [shown - day, shown + day].map {
            Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: $0)))
        }
        let found = offsets.map { shown - $0 }.filter { moment in
            let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: moment))
            return moment + Double(offset) == shown
        }
        let moments = found.isEmpty ? offsets.map { shown - $0 } : found
        return (moments.min() ?? shown)...(moments.max() ?? shown)
    }
}

/// Reads `2026-11-28`, a `T` or a blank, `12:00:00.123`, and `Z` or `+08:00`.
private struct DateReader {
    struct Written {
        /// Seconds since 1970 as the clock shows them.
        var seconds: Double
        var offsetSeconds: Int?
        var isByTheMinute: Bool
    }

    var rest: ArraySlice<UInt8>

    mutating func read() -> Written? {
        guard let year = number(4), take("-/"), let month = number(1...2), take("-/"),
            let day = number(1...2), take("T t"), let hour = number(1...2), take(":"),
            let minute = number(2), (1...12).contains(month), (1...31).contains(day), hour < 24,
            minute < 60
        else { return nil }
        var second = 0
        var fraction = 0.0
        let hasSeconds = take(":")
        if hasSeconds {
            guard let found = number(2), found <= 60 else { return nil }
            second = found
            if take(".,") { fraction = readFraction() }
        }
        guard let offset = readOffset(), rest.isEmpty else { return nil }
        let days = Self.days(year: year, month: month, day: day)
        return Written(
            seconds: Double(days * 86_400 + hour * 3600 + minute * 60 + second) + fraction,
            offsetSeconds: offset, isByTheMinute: !hasSeconds)
    }

    /// The offset of a zone in seconds; an inner nil where none is written.
    private mutating func readOffset() -> Int?? {
        while take(" ") {}
        if rest.isEmpty { return .some(nil) }
        if take("Zz") { return 0 }
        let isNegative = rest.first == UInt8(ascii: "-")
        guard take("+-"), let hours = number(2), hours < 24 else { return nil }
        _ = take(":")
        guard let minutes = rest.isEmpty ? 0 : number(2), minutes < 60 else { return nil }
        return (isNegative ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    private mutating func readFraction() -> Double {
        var value = 0.0
        var unit = 0.1
        while let digit = rest.first, (0x30...0x39).contains(digit) {
            value += Double(digit - 0x30) * unit
            unit /= 10
            rest.removeFirst()
        }
        return value
    }

    private mutating func take(_ allowed: StaticString) -> Bool {
        let bytes = allowed.withUTF8Buffer { Array($0) }
        guard let byte = rest.first, bytes.contains(byte) else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func number(_ count: Int) -> Int? { number(count...count) }

    private mutating func number(_ counts: ClosedRange<Int>) -> Int? {
        var value = 0
        var count = 0
        while count < counts.upperBound, let digit = rest.first, (0x30...0x39).contains(digit) {
            value = value * 10 + Int(digit - 0x30)
            count += 1
            rest.removeFirst()
        }
        return counts.contains(count) ? value : nil
    }

    /// Days since 1970 in the Gregorian calendar; years begin in March here, so that a leap day
    /// is the last of its year.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
