/// Quotations and parentheses: which marks open and close, and what lies between them.
///
/// Marks that look alike on both sides (`"`, `'`, the German `“`) are told by their surroundings.
/// A mark without its partner in the same paragraph encloses nothing.
struct Enclosures {
    /// The outermost pairs as closed ranges of indices, in order.
    private(set) var pairs: [ClosedRange<Int>] = []

    private enum Kind { case double, single, guillemet, singleGuillemet, bracket }
    private var open: [(kind: Kind, index: Int)] = []
    private static let deepest = 16

    /// Finds the pairs in one paragraph after another, and writes into the text the side of each quotation mark.
    init(in text: inout ScannedText, paragraphStarts: [Int]) {
        var paragraphs = paragraphStarts[...]
        for index in text.roles.indices {
            if index == paragraphs.first {
                paragraphs.removeFirst()
                open.removeAll(keepingCapacity: true)
            }
            switch text.roles[index] {
            case .opener: opens(at: index, kind: Self.kind(of: text.scalars[index]))
            case .closer: closes(at: index, kind: Self.kind(of: text.scalars[index]))
            case .quote, .apostrophe: resolve(index, in: &text)
            default: break
            }
        }
    }

    private mutating func resolve(_ index: Int, in text: inout ScannedText) {
        let kind = Self.kind(of: text.scalars[index])
        text.roles[index] = side(of: index, kind: kind, in: text)
        switch text.roles[index] {
        case .opener: opens(at: index, kind: kind)
        case .closer: closes(at: index, kind: kind)
        default: break
        }
    }

    private mutating func opens(at index: Int, kind: Kind) {
        guard open.count < Self.deepest else { return }
        open.append((kind, index))
    }

    private mutating func closes(at index: Int, kind: Kind) {
        guard let place = open.lastIndex(where: { $0.kind == kind }) else { return }
        let start = open[place].index
        open.removeSubrange(place...)
        while let last = pairs.last, last.lowerBound > start { pairs.removeLast() }
        pairs.append(start...index)
    }

    private func side(of index: Int, kind: Kind, in text: ScannedText) -> Role {
        let before = text.role(index - 1)
        let after = text.role(index + 1)
        let leads = before.isBlank || before == .opener || before == .dash
        let trails =
            after.isBlank || after.isTerminator || after.continues || after == .closer
            || after == .dash
        switch text.scalars[index] {
        case "“": return isOpen("„", in: text) || (!leads && trails) ? .closer : .opener
        case "”": return leads && !trails ? .opener : .closer
        case "«": return !leads && trails ? .closer : .opener
        case "»": return leads && text.isLetter(index + 1) ? .opener : .closer
        case "\"":
            guard leads == trails else { return leads ? .opener : .closer }
            return open.contains { $0.kind == kind } ? .closer : .opener
        case "'":
            if leads { return trails ? .plain : .opener }
            fallthrough
        default:
            return !leads && (trails || after == .quote || after == .opener) ? .closer : .plain
        }
    }

    private func isOpen(_ mark: Unicode.Scalar, in text: ScannedText) -> Bool {
        open.contains { text.scalars[$0.index] == mark }
    }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar {
        case "\"", "“", "”", "„", "‟": .double
        case "'", "‘", "’", "‚", "‛": .single
        case "«", "»": .guillemet
        case "‹", "›": .singleGuillemet
        default: .bracket
        }
    }
}
