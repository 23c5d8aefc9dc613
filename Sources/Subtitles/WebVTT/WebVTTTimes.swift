/// The times of a cue's line of times.
///
/// Source: https://www.w3.org/TR/webvtt1/#collect-webvtt-cue-timings-and-settings
struct WebVTTTimes {
    let start: Duration
    let end: Duration

    /// The times that a line begins with; nil if it breaks the rules.
    ///
    /// Settings behind them are passed over.
    ///
    /// - Parameter takesComma: Whether a fraction may stand behind a comma, as in SubRip.
    init?(_ line: Substring.UnicodeScalarView, takesComma: Bool = false) {
        var scanner = WebVTTTimeScanner(rest: line, takesComma: takesComma)
        scanner.skipSpace()
        guard let start = scanner.time() else { return nil }
        scanner.skipSpace()
        guard scanner.take("-"), scanner.take("-"), scanner.take(">") else { return nil }
        scanner.skipSpace()
        guard let end = scanner.time() else { return nil }
        self.start = start
        self.end = end
    }
}

/// Reads times in a text.
struct WebVTTTimeScanner {
    private(set) var rest: Substring.UnicodeScalarView
    private let takesComma: Bool

    init(rest: Substring.UnicodeScalarView, takesComma: Bool = false) {
        self.rest = rest
        self.takesComma = takesComma
    }

    mutating func skipSpace() {
        rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "\u{C}" }
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        rest.removeFirst()
        return true
    }

    /// A time: `mm:ss.ttt` or `hh:mm:ss.ttt`, two digits for hours or more.
    mutating func time() -> Duration? {
        guard let first = number(), take(":"), let second = number(), second.digitCount == 2
        else { return nil }
        let isHours = first.digitCount != 2 || first.value > 59
        var fields = (hours: 0, minutes: first.value, seconds: second.value)
        if isHours || rest.first == ":" {
            guard take(":"), let third = number(), third.digitCount == 2 else { return nil }
            fields = (first.value, second.value, third.value)
        }
        guard take(".") || (takesComma && take(",")), let fraction = number(),
            fraction.digitCount == 3,
            fields.minutes <= 59, fields.seconds <= 59
        else { return nil }
        let seconds = (fields.hours * 60 + fields.minutes) * 60 + fields.seconds
        return .milliseconds(seconds * 1000 + fraction.value)
    }

    /// Digits and their number; a value of more than nine digits is no time of any film.
    private mutating func number() -> (value: Int, digitCount: Int)? {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        guard digits.count <= 9, let value = Int(String(digits)) else { return nil }
        rest = rest[digits.endIndex...]
        return (value, digits.count)
    }
}
