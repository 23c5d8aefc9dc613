import Foundation

/// A section of a format that shows a number as a fraction: `# ?/?`, `??/??`, `0 ?/8`.
///
/// The fraction is the last convergent of the number's continued fraction whose denominator has no more
/// digits than the format, as Excel shows it; the blanks that fill its places are left out.
struct FractionPattern {
    private var prefix = ""
    private var suffix = ""
    /// Whether the whole stands before the fraction.
    private var isMixed = false
    /// The most that the denominator can be.
    private var mostDenominator = 9
    /// The denominator, where the format says it.
    private var denominator: Int?

    /// Reads a section; nil for one that shows no fraction.
    init?(_ tokens: [FormatToken]) {
        guard let slash = tokens.firstIndex(of: .sign("/")) else { return nil }
        let above = tokens[..<slash]
        let numerator = above.reversed().prefix(while: \.isPlace).count
        let below = tokens[(slash + 1)...]
        let digits = below.prefix { $0.isPlace || $0.digit != nil }
        guard numerator > 0, (1...9).contains(digits.count) else { return nil }
        let before = above.dropLast(numerator)
        isMixed = before.contains(where: \.isPlace)
        let number = Int(String(digits.compactMap(\.digit)))
        if let number, number > 0 {
            denominator = number
        } else {
            mostDenominator = Int(pow(10, Double(min(digits.count, 6)))) - 1
        }
        prefix = before.prefix { !$0.isPlace }.map(\.shown).joined()
        suffix = below.dropFirst(digits.count).map(\.shown).joined()
    }

    /// The number as it is shown; nil for one that is too large.
    func text(of number: Double) -> String? {
        let size = abs(number)
        guard size < 1e12 else { return nil }
        let whole = isMixed ? size.rounded(.down) : 0
        var (above, below) = fraction(size - whole)
        var shownWhole = Int(whole)
        if isMixed, above == below {
            shownWhole += 1
            above = 0
        }
        let fraction = isMixed && above == 0 ? "" : "\(above)/\(below)"
        let parts = isMixed && (shownWhole > 0 || fraction.isEmpty) ? ["\(shownWhole)"] : []
        let sign = number < 0 && (shownWhole > 0 || above > 0) ? "-" : ""
        let shown = (parts + [fraction]).filter { !$0.isEmpty }.joined(separator: " ")
        return (sign + prefix + shown + suffix).trimmingCharacters(in: .whitespaces)
    }

    private func fraction(_ number: Double) -> (above: Int, below: Int) {
        if let denominator {
            return (Int((number * Double(denominator)).rounded()), denominator)
        }
        var (last, next) = ((above: 0, below: 1), (above: 1, below: 0))
        var rest = number
        while true {
            let whole = rest.rounded(.down)
            let convergent = (
                above: Int(whole) * next.above + last.above,
                below: Int(whole) * next.below + last.below
            )
            guard convergent.below <= mostDenominator else { return next }
            (last, next) = (next, convergent)
            guard rest - whole >= 5e-8, next.below < mostDenominator else { return next }
            rest = 1 / (rest - whole)
        }
    }
}

extension FormatToken {
    /// Whether it is a digit's place.
    fileprivate var isPlace: Bool {
        if case .sign(let sign) = self { "0#?".contains(sign) } else { false }
    }

    /// A digit that is no place.
    fileprivate var digit: Character? {
        if case .sign(let sign) = self, sign.isASCII, sign.isNumber { sign } else { nil }
    }

    /// What is shown of it beside numbers.
    fileprivate var shown: String {
        switch self {
        case .sign(let sign): String(sign)
        case .literal(let text): text
        case .bracket, .general: ""
        }
    }
}
