import Foundation

/// How a cell shows its number.
///
/// Fractions, colours, conditions and the widths of fillers are not followed: the number stands there
/// all the same. Names of months and days are English.
///
/// Source: ECMA-376, part 1, 18.8.31 (numFmts).
struct NumberFormat {
    /// What a section of a format is for.
    private enum Section {
        case general
        case number(NumberPattern)
        case date(DatePattern)
    }

    static let general = NumberFormat(code: "General")

    private let sections: [Section]

    /// Reads a format's code; one that cannot be followed shows numbers as they are.
    init(code: String) {
        sections = NumberFormat.split(code).map { section in
            if section.contains(where: \.isGeneral) { return .general }
            if let date = DatePattern(section) { return .date(date) }
            return NumberPattern(section).map { .number($0) } ?? .general
        }
    }

    /// The number as it is shown.
    func text(of number: Double, countingFrom1904: Bool) -> String {
        let index =
            number < 0 && sections.count > 1 ? 1 : number == 0 && sections.count > 2 ? 2 : 0
        guard sections.indices.contains(index) else { return NumberFormat.plain(number) }
        switch sections[index] {
        case .general: return NumberFormat.plain(number)
        case .date(let pattern):
            return pattern.text(of: number, countingFrom1904: countingFrom1904)
                ?? NumberFormat.plain(number)
        case .number(let pattern):
            // A section for negative numbers has a sign of its own, if it has one.
            return pattern.text(of: index == 1 ? abs(number) : number)
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
