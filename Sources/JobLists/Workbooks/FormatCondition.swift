import Foundation

/// A condition such as `[>=100]`: which numbers a section of a format is for.
struct FormatCondition {
    private let comparison: String
    private let limit: Double

    /// Reads what stands in brackets; nil for anything else.
    init?(_ bracket: String) {
        let comparison = bracket.prefix { "<>=".contains($0) }
        guard ["<", ">", "=", "<=", ">=", "<>"].contains(comparison),
            let limit = Double(bracket.dropFirst(comparison.count))
        else { return nil }
        self.comparison = String(comparison)
        self.limit = limit
    }

    /// Whether it holds for a number.
    func holds(for number: Double) -> Bool {
        switch comparison {
        case "<": number < limit
        case ">": number > limit
        case "<=": number <= limit
        case ">=": number >= limit
        case "=": number == limit
        default: number != limit
        }
    }

    /// Whether it leaves nothing but numbers that are negative, or not positive, to the section behind it.
    var leavesNegative: Bool { limit == 0 && [">", ">="].contains(comparison) }

    /// Whether no positive number meets it, so that its section has a sign of its own.
    var isNegative: Bool { limit <= 0 && ["<", "<="].contains(comparison) }
}
