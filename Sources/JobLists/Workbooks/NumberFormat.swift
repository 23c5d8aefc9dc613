import Foundation

/// How a cell shows its number.
///
/// Colours and the widths of fillers are not followed: the number stands there all the same. Names of
/// months and days are English.
///
/// Source: ECMA-376, part 1, 18.8.31 (numFmts).
struct NumberFormat {
    /// What a section of a format is for.
    private enum Section {
        case general
        case number(NumberPattern)
        case date(DatePattern)
        case fraction(FractionPattern)
    }

    static let general = NumberFormat(code: "General")

    private let sections: [Section]
    /// Which numbers each section is for, where it says that itself.
    private let conditions: [FormatCondition?]

    /// Reads a format's code; one that cannot be followed shows numbers as they are.
    init(code: String) {
        let split = NumberFormat.split(code)
        sections = split.map { section in
            if section.contains(where: \.isGeneral) { return .general }
            if let date = DatePattern(section) { return .date(date) }
            return NumberPattern(section).map { .number($0) }
                ?? FractionPattern(section).map { .fraction($0) } ?? .general
        }
        conditions = split.map { section in
            section.lazy.compactMap { token in
                if case .bracket(let text) = token { FormatCondition(text) } else { nil }
            }.first
        }
    }

    /// The section that a number is shown by; nil where there is none for it.
    ///
    /// A section that says nothing itself is for what its place says, or what is left.
    private func section(for number: Double) -> Int? {
        guard conditions.contains(where: { $0 != nil }) else {
            return number < 0 && sections.count > 1 ? 1 : number == 0 && sections.count > 2 ? 2 : 0
        }
        if let first = conditions[0] {
            if first.holds(for: number) { return 0 }
        } else if number > 0 {
            return 0
        }
        guard sections.count > 1 else { return nil }
        if sections.count == 2, conditions[1] == nil { return 1 }
        if conditions[1]?.holds(for: number) ?? (number < 0) { return 1 }
        return sections.count > 2 ? 2 : conditions[0] == nil ? 0 : nil
    }

    /// Whether a section is for negative numbers, and has a sign of its own if it shows one.
    private func hasOwnSign(_ index: Int) -> Bool {
        if let condition = conditions[index] { return condition.isNegative }
        return index == 1 && (conditions[0]?.leavesNegative ?? true)
    }

    /// The number as it is shown.
    func text(of number: Double, countingFrom1904: Bool) -> String {
        guard let index = section(for: number), sections.indices.contains(index) else {
            return NumberFormat.plain(number)
        }
        let number = hasOwnSign(index) ? abs(number) : number
        switch sections[index] {
        case .general: return NumberFormat.plain(number)
        case .date(let pattern):
            return pattern.text(of: number, countingFrom1904: countingFrom1904)
                ?? NumberFormat.plain(number)
        case .number(let pattern): return pattern.text(of: number)
        case .fraction(let pattern): return pattern.text(of: number) ?? NumberFormat.plain(number)
        }
    }

    /// A number with up to 15 digits, which is what spreadsheets keep.
    static func plain(_ number: Double) -> String {
        if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
        return String(format: "%.15g", number)
    }
}

/// A part of a format's code.
enum FormatToken: Equatable {
    /// A sign of the code itself.
    case sign(Character)
    /// Text that is shown as it is.
    case literal(String)
    /// What stands in brackets, such as `h`.
    case bracket(String)
    case general

    var isGeneral: Bool { self == .general }
}

extension NumberFormat {
    /// The sections of a code, in tokens.
    private static func split(_ code: String) -> [[FormatToken]] {
        var sections: [[FormatToken]] = [[]]
        var rest = code[...]
        while let sign = rest.popFirst() {
            switch sign {
            case ";": sections.append([])
            case "\"":
                let text = rest.prefix { $0 != "\"" }
                sections[sections.count - 1].append(.literal(String(text)))
                rest = rest.dropFirst(text.count + 1)
            case "\\":
                if let next = rest.popFirst() {
                    sections[sections.count - 1].append(.literal(String(next)))
                }
            case "_":
                rest = rest.dropFirst()
                sections[sections.count - 1].append(.literal(" "))
            case "*": rest = rest.dropFirst()
            case "[":
                let text = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(text.count + 1)
                sections[sections.count - 1].append(.bracket(String(text)))
            case "G" where rest.hasPrefix("eneral"):
                rest = rest.dropFirst(6)
                sections[sections.count - 1].append(.general)
            default: sections[sections.count - 1].append(.sign(sign))
            }
        }
        return sections
    }
}
