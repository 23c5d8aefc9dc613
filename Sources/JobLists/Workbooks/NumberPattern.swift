import Foundation

/// A section of a format that shows a number by its digits.
struct NumberPattern {
    private var prefix = ""
    private var suffix = ""
    /// The least digits before and behind the point, and the most behind it.
    private var leastWhole = 0
    private var leastDecimals = 0
    private var mostDecimals = 0
    private var groups = false
    /// By how many powers of ten the number is moved before it is shown.
    private var shift = 0
    private var hasExponent = false

    /// Reads a section; nil for one that has no digits, or whose digits stand apart.
    init?(_ tokens: [FormatToken]) {
        var state = State.before
        var pendingCommas = 0
        for token in tokens {
            switch token {
            case .sign(let sign) where "0#?".contains(sign):
                guard state != .behind else { return nil }
                if state == .before { state = .whole }
                if pendingCommas > 0 { groups = true }
                pendingCommas = 0
                count(sign, state)
            case .sign(",") where state == .whole || state == .decimals: pendingCommas += 1
            case .sign(".") where state != .behind: state = .decimals
            case .sign("E") where state != .before: hasExponent = true
            case .sign("+") where hasExponent: break
            case .sign("/") where state != .before: return nil
            case .sign("%"):
                shift += 2
                add("%", &state)
            case .sign("@"): return nil
            case .sign(let sign): add(String(sign), &state)
            case .literal(let text): add(text, &state)
            case .bracket(let text): add(NumberPattern.currency(text), &state)
            case .general: return nil
            }
            if hasExponent { break }
        }
        guard state != .before else { return nil }
        shift -= pendingCommas * 3
    }

    private enum State {
        case before, whole, decimals, behind
    }

    private mutating func count(_ sign: Character, _ state: State) {
        if state == .whole {
            leastWhole += sign == "0" ? 1 : 0
        } else {
            mostDecimals += 1
            if sign != "#" { leastDecimals = mostDecimals }
        }
    }

    private mutating func add(_ text: String, _ state: inout State) {
        guard !text.isEmpty else { return }
        if state == .before {
            prefix += text
        } else {
            state = .behind
            suffix += text
        }
    }

    /// The sign in `[$€-407]`; nothing of a colour or a condition.
    private static func currency(_ bracket: String) -> String {
        guard bracket.hasPrefix("$") else { return "" }
        return String(bracket.dropFirst().prefix { $0 != "-" })
    }

    /// The number as it is shown.
    func text(of number: Double) -> String {
        if hasExponent { return String(format: "%.\(mostDecimals)E", number) }
        guard let digits = rounded(number) else { return NumberFormat.plain(number) }
        let halves = digits.split(separator: ".", omittingEmptySubsequences: false)
        var whole = String(halves[0])
        if whole == "0", leastWhole == 0, mostDecimals > 0 { whole = "" }
        whole = String(repeating: "0", count: max(0, leastWhole - whole.count)) + whole
        if groups { whole = NumberPattern.grouped(whole) }
        var decimals = halves.count > 1 ? String(halves[1]) : ""
        decimals += String(repeating: "0", count: max(0, leastDecimals - decimals.count))
        let isNegative = number < 0 && (whole + decimals).contains { "1"..."9" ~= $0 }
        let sign = isNegative ? "-" : ""
        return (sign + prefix + whole + (decimals.isEmpty ? "" : "." + decimals) + suffix)
            .trimmingCharacters(in: .whitespaces)
    }

    /// The digits, moved and rounded as spreadsheets do, from what they keep of the number.
    private func rounded(_ number: Double) -> String? {
        guard var value = Decimal(string: String(format: "%.15g", abs(number))) else { return nil }
        var moved = Decimal()
        guard NSDecimalMultiplyByPowerOf10(&moved, &value, Int16(shift), .plain) == .noError else {
            return nil
        }
        var result = Decimal()
        NSDecimalRound(&result, &moved, mostDecimals, .plain)
        return "\(result)"
    }

    private static func grouped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
