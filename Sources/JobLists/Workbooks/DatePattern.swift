import Foundation

/// A section of a format that shows a number as a date or a time.
struct DatePattern {
    private enum Part {
        case year(Int), month(Int), day(Int), hour(Int), minute(Int), second(Int)
        case fraction(Int)
        case half(String)
        /// Hours, minutes or seconds in all.
        case elapsed(Character, Int)
        case literal(String)
    }

    private var parts: [Part] = []
    private var has12Hours = false

    /// Reads a section; nil for one that shows no date.
    init?(_ tokens: [FormatToken]) {
        // An E before a sign is an exponent, not a year.
        let hasExponent = zip(tokens, tokens.dropFirst()).contains { token, next in
            token == .sign("E") && (next == .sign("+") || next == .sign("-"))
        }
        guard !hasExponent else { return nil }
        var rest = tokens[...]
        while let token = rest.popFirst() {
            switch token {
            case .general: return nil
            case .literal(let text): parts.append(.literal(text))
            case .bracket(let text):
                guard let first = text.lowercased().first, "hms".contains(first),
                    Set(text.lowercased()).count == 1
                else { continue }
                parts.append(.elapsed(first, text.count))
            case .sign(let sign): take(sign, &rest)
            }
        }
        guard parts.contains(where: { if case .literal = $0 { false } else { true } }) else {
            return nil
        }
        settleMinutes()
    }

    private mutating func take(_ sign: Character, _ rest: inout ArraySlice<FormatToken>) {
        let letter = Character(sign.lowercased())
        if letter == "a", let half = DatePattern.half(sign, &rest) {
            has12Hours = true
            parts.append(.half(half))
            return
        }
        guard "ymdhse".contains(letter) else {
            if sign == ".", case .second = parts.last {
                var digits = 0
                while rest.first == .sign("0") {
                    rest.removeFirst()
                    digits += 1
                }
                if digits > 0 { return parts.append(.fraction(digits)) }
            }
            return parts.append(.literal(sign == "@" ? "" : String(sign)))
        }
        var count = 1
        while case .sign(let next) = rest.first, Character(next.lowercased()) == letter {
            rest.removeFirst()
            count += 1
        }
        switch letter {
        case "y", "e": parts.append(.year(letter == "e" ? 4 : count))
        case "m": parts.append(.month(count))
        case "d": parts.append(.day(count))
        case "h": parts.append(.hour(count))
        default: parts.append(.second(count))
        }
    }

    /// Takes `M/PM` or `/P` behind an A.
    private static func half(
        _ sign: Character, _ rest: inout ArraySlice<FormatToken>
    ) -> String? {
        for tail in ["M/PM", "/P"] {
            let wanted = tail.map { FormatToken.sign($0) }
            let found = rest.prefix(wanted.count).map { token -> FormatToken in
                if case .sign(let sign) = token { return .sign(Character(sign.uppercased())) }
                return token
            }
            guard found == wanted else { continue }
            rest = rest.dropFirst(wanted.count)
            return tail == "/P" ? "A" : "AM"
        }
        return nil
    }

    /// An m behind hours or before seconds is minutes.
    private mutating func settleMinutes() {
        let places = parts.indices.filter { index in
            if case .literal = parts[index] { false } else { true }
        }
        for (order, place) in places.enumerated() {
            guard case .month(let count) = parts[place], count <= 2 else { continue }
            var isMinute = false
            if order > 0 {
                switch parts[places[order - 1]] {
                case .hour, .elapsed("h", _): isMinute = true
                default: break
                }
            }
            if order + 1 < places.count, case .second = parts[places[order + 1]] { isMinute = true }
            if isMinute { parts[place] = .minute(count) }
        }
    }
}

extension DatePattern {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    private static let days = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]

    /// The number as a date; nil for one that is none.
    func text(of number: Double, countingFrom1904: Bool) -> String? {
        let most = parts.reduce(0) { most, part in
            if case .fraction(let digits) = part { max(most, digits) } else { most }
        }
        guard number >= 0, number < 2_958_466,
            let moment = SheetMoment(
                serial: number, decimals: most, countingFrom1904: countingFrom1904)
        else { return nil }
        return parts.map { text(of: $0, at: moment) }.joined()
    }

    private func text(of part: Part, at moment: SheetMoment) -> String {
        switch part {
        case .year(let count): return count <= 2 ? padded(moment.year % 100, 2) : "\(moment.year)"
        case .month(let count):
            let name = DatePattern.months[moment.month - 1]
            switch count {
            case 1, 2: return padded(moment.month, count)
            case 3: return String(name.prefix(3))
            case 5: return String(name.prefix(1))
            default: return name
            }
        case .day(let count):
            let name = DatePattern.days[moment.weekday]
            return count <= 2
                ? padded(moment.day, count) : count == 3 ? String(name.prefix(3)) : name
        case .hour(let count):
            let hour = moment.hour
            return padded(has12Hours ? (hour + 11) % 12 + 1 : hour, count)
        case .minute(let count): return padded(moment.minute, count)
        case .second(let count): return padded(moment.second, count)
        case .fraction(let digits): return "." + padded(moment.fraction, digits)
        case .half(let word): return moment.hour < 12 ? word : word == "A" ? "P" : "PM"
        case .elapsed(let letter, let count):
            let seconds = moment.totalSeconds
            return padded(
                letter == "h" ? seconds / 3600 : letter == "m" ? seconds / 60 : seconds, count)
        case .literal(let text): return text
        }
    }

    private func padded(_ number: Int, _ count: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
}

/// The moment that a number of a sheet stands for.
private struct SheetMoment {
    var year = 0
    var month = 1
    var day = 0
    let weekday: Int
    let hour: Int
    let minute: Int
    let second: Int
    /// What is left of the second, in the decimals that are shown.
    let fraction: Int
    /// The time since the number 0.
    let totalSeconds: Int

    /// Days count from the end of 1899, with a 29 February 1900 that never was, or from 1904.
    ///
    /// Source: ECMA-376, part 1, 18.17.4.1.
    init?(serial: Double, decimals: Int, countingFrom1904: Bool) {
        guard (0...6).contains(decimals) else { return nil }
        let scale = Int(pow(10, Double(decimals)))
        let units = Int((serial * 86_400 * Double(scale)).rounded())
        totalSeconds = units / scale
        fraction = units % scale
        let days = totalSeconds / 86_400
        let time = totalSeconds % 86_400
        (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60)
        // Days since 1970-01-01.
        let base = countingFrom1904 ? -24_107 : days > 60 ? -25_569 : -25_568
        let day1970 = base + days
        weekday = ((day1970 + 4) % 7 + 7) % 7
        if !countingFrom1904, days == 60 {
            (year, month, day) = (1900, 2, 29)
        } else {
            setDate(day1970)
        }
    }

    /// The civil date of a day since 1970-01-01 (Hinnant, “chrono-Compatible Low-Level Date
    /// Algorithms”).
    private mutating func setDate(_ day1970: Int) {
        let shifted = day1970 + 719_468
        let era = shifted / 146_097
        let ofEra = shifted % 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let place = (5 * ofYear + 2) / 153
        day = ofYear - (153 * place + 2) / 5 + 1
        month = place < 10 ? place + 3 : place - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}
