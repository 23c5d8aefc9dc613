import Markup
import Texts

/// The text of a Markdown block as it is spoken, without inline marks.
struct MarkdownInlines {
    private(set) var text: [Unicode.Scalar] = []
    private(set) var leftOut: [(reason: LeftOut.Reason, text: String)] = []
    /// The footnotes that are marked, in order.
    private(set) var notes: [Note] = []

    /// A footnote: one that stands elsewhere under its label, or one whose text is its mark.
    enum Note: Hashable {
        case labelled(String)
        case inline([Unicode.Scalar])
    }

    private let source: [Unicode.Scalar]
    private let references: MarkdownReferences
    private let readsAlternativeText: Bool
    private let note: (Note) -> [Unicode.Scalar]
    private var spans: MarkdownSpans
    private var delimiters = MarkdownDelimiters()
    /// The links whose text is being read, the innermost last.
    private var links: [Link] = []
    private var index = 0

    /// A link or an image whose text is spoken.
    private struct Link {
        /// The bracket that ends its text.
        let close: Int
        /// Where its target ends.
        let end: Int
        /// How many runs of marks stood before it.
        let delimiterCount: Int
    }

    /// Reads a block; a function gives what is spoken in place of a note's mark.
    init(
        _ source: [Unicode.Scalar], references: MarkdownReferences, readsAlternativeText: Bool,
        note: @escaping (Note) -> [Unicode.Scalar]
    ) {
        self.source = source
        self.references = references
        self.readsAlternativeText = readsAlternativeText
        self.note = note
        spans = MarkdownSpans(source)
        while index < source.count { step() }
        delimiters.pair(from: 0)
        dropPaired()
    }

    private mutating func step() {
        let scalar = source[index]
        let isRead =
            switch scalar {
            case "\\": escape()
            case "`": code()
            case "!": image()
            case "[": bracket()
            case "]": linkEnd()
            case "<": tag()
            case "&": entity()
            case "^": inlineNote() || script(.raised, scalar)
            case "~": script(.lowered, scalar) || emphasis(scalar)
            case "*", "_": emphasis(scalar)
            case "{": attributes()
            default: false
            }
        if !isRead {
            text.append(scalar)
            index += 1
        }
    }

    private mutating func leave(_ reason: LeftOut.Reason, _ range: Range<Int>) {
        if !range.isEmpty { leftOut.append((reason, String(source[range]))) }
    }

    // MARK: Escapes, entities, code

    private mutating func escape() -> Bool {
        guard index + 1 < source.count, source[index + 1].isMarkdownSign else { return false }
        leave(.mark, index..<(index + 1))
        text.append(source[index + 1])
        index += 2
        return true
    }

    private mutating func entity() -> Bool {
        guard let end = source[index...].prefix(12).firstIndex(of: ";"),
            let character = CharacterReference.text(of: String(source[(index + 1)..<end]))
        else { return false }
        leave(.mark, (index + 1)..<end)
        text += Self.heard(character).unicodeScalars
        index = end + 1
        return true
    }

    /// A character that is written by name: any space is a space; what only joins or parts letters is
    /// nothing.
    private static func heard(_ character: String) -> String {
        switch character {
        case "\u{A0}", "\u{2002}", "\u{2003}", "\u{2009}": " "
        case "\u{AD}", "\u{200C}", "\u{200D}": ""
        default: character
        }
    }

    private mutating func code() -> Bool {
        let count = spans.backtickCount(at: index)
        guard let close = spans.codeEnd(at: index, count: count) else {
            text += source[index..<(index + count)]
            index += count
            return true
        }
        leave(.mark, index..<(index + count))
        leave(.mark, close..<(close + count))
        text += source[(index + count)..<close]
        index = close + count
        return true
    }

    // MARK: Links and images

    private mutating func image() -> Bool {
        guard index + 1 < source.count, source[index + 1] == "[",
            let close = spans.closing[index + 1],
            let end = targetEnd(after: close, label: (index + 2)..<close)
        else { return false }
        if readsAlternativeText {
            beginLink(from: index, text: (index + 2)..<close, end: end)
        } else {
            leave(.alternative, (index + 2)..<close)
            leave(.mark, index..<(index + 2))
            leave(.mark, close..<end)
            index = end
        }
        return true
    }

    private mutating func bracket() -> Bool {
        guard let close = spans.closing[index] else { return false }
        if index + 2 < close, source[index + 1] == "^" {
            leave(.noteMark, index..<(close + 1))
            mark(.labelled(FoldedWord.folded(source[(index + 1)..<close])))
            index = close + 1
            return true
        }
        guard let end = targetEnd(after: close, label: (index + 1)..<close) else { return false }
        beginLink(from: index, text: (index + 1)..<close, end: end)
        return true
    }

    private mutating func beginLink(from start: Int, text: Range<Int>, end: Int) {
        leave(.mark, start..<text.lowerBound)
        links.append(Link(close: text.upperBound, end: end, delimiterCount: delimiters.count))
        index = text.lowerBound
    }

    /// Passes over the target of the link whose text ends here.
    private mutating func linkEnd() -> Bool {
        guard let link = links.last, link.close == index else { return false }
        links.removeLast()
        delimiters.pair(from: link.delimiterCount)
        leave(.mark, index..<link.end)
        index = link.end
        return true
    }

    private mutating func mark(_ found: Note) {
        notes.append(found)
        text += note(found)
    }

    /// Pandoc's `^[text]`.
    private mutating func inlineNote() -> Bool {
        guard index + 1 < source.count, source[index + 1] == "[",
            let close = spans.closing[index + 1]
        else { return false }
        leave(.noteMark, index..<(index + 2))
        mark(.inline(Array(source[(index + 2)..<close])))
        leave(.noteMark, close..<(close + 1))
        index = close + 1
        return true
    }

    /// Where what belongs to a bracket ends: its target, and attributes after it or in its place.
    private func targetEnd(after close: Int, label: Range<Int>) -> Int? {
        let end = linkEnd(after: close, label: label)
        return MarkdownMarks.attributesEnd(source, at: end ?? close + 1) ?? end
    }

    /// Where a link's target ends: `(address "title")`, `[label]`, or nothing after a known label.
    private func linkEnd(after close: Int, label: Range<Int>) -> Int? {
        let isKnown = references.has(source[label])
        guard close + 1 < source.count else { return isKnown ? close + 1 : nil }
        if source[close + 1] == "(" {
            if let end = MarkdownMarks.linkTargetEnd(source, at: close + 1) { return end }
            // An address with a space in it is none by the rules, and is meant as one.
            if let end = spans.closing[close + 1] { return end + 1 }
        }
        if source[close + 1] == "[", let end = spans.closing[close + 1] {
            let reference = source[(close + 2)..<end]
            if references.has(reference) || reference.isEmpty && isKnown { return end + 1 }
        }
        return isKnown ? close + 1 : nil
    }

    // MARK: Markup

    /// Attributes of what stands before them.
    private mutating func attributes() -> Bool {
        guard let end = MarkdownMarks.attributesEnd(source, at: index), end - index > 2,
            index > 0, !source[index - 1].properties.isWhitespace || source[index + 1] == ":"
        else { return false }
        leave(.mark, index..<end)
        index = end
        return true
    }

    /// Raised or lowered letters between two signs: `10^2^`, `H~2~O`.
    private mutating func script(_ position: ScriptPosition, _ mark: Unicode.Scalar) -> Bool {
        let rest = source[(index + 1)...].prefix(20)
        guard index > 0, source[index - 1].isWordPart || source[index - 1].isMarkdownSign,
            let end = rest.firstIndex(of: mark)
        else { return false }
        let inner = rest[..<end]
        let letters = inner.drop { "+-−".unicodeScalars.contains($0) }
        guard !letters.isEmpty, inner.count - letters.count <= 1,
            letters.allSatisfy({ $0.isWordPart && $0 != "_" && $0 != "'" })
        else { return false }
        leave(.mark, index..<(index + 1))
        leave(.mark, end..<(end + 1))
        text += position.applied(to: String(String.UnicodeScalarView(inner))).unicodeScalars
        index = end + 1
        return true
    }

    /// Leaves a tag out; what stands between two tags is spoken, but for the reading of a ruby.
    ///
    /// An address in angle brackets is no tag, and is spoken.
    private mutating func tag() -> Bool {
        guard let end = spans.tagEnd(at: index) else { return false }
        let inner = source[(index + 1)..<(end - 1)]
        if spans.addressEnd(at: index) != nil {
            leave(.mark, index..<(index + 1))
            leave(.mark, (end - 1)..<end)
            text += inner
            index = end
            return true
        }
        leave(.mark, index..<end)
        let name = FoldedWord.folded(inner.prefix(20).prefix { $0.isWordPart })
        index = end
        if name == "br", text.last != " " { text.append(" ") }
        if name == "rt" || name == "rp", let close = source[end...].firstIndex(of: "<") {
            leave(.ruby, end..<close)
            index = close
        }
        return true
    }

    // MARK: Emphasis

    /// Notes a run of marks; those that pair are dropped at the end, others are text.
    private mutating func emphasis(_ mark: Unicode.Scalar) -> Bool {
        let count = source[index...].prefix { $0 == mark }.count
        // One tilde is `about`.
        if mark != "~" || count == 2 {
            delimiters.add(
                mark, at: text.count..<(text.count + count),
                after: index > 0 ? source[index - 1] : " ",
                before: index + count < source.count ? source[index + count] : " ")
        }
        text += source[index..<(index + count)]
        index += count
        return true
    }

    private mutating func dropPaired() {
        guard !delimiters.paired.isEmpty else { return }
        var kept: [Unicode.Scalar] = []
        kept.reserveCapacity(text.count)
        var paired = delimiters.paired.sorted()[...]
        var marks: [Unicode.Scalar] = []
        for (place, scalar) in text.enumerated() {
            if paired.first == place {
                marks.append(scalar)
                paired.removeFirst()
            } else {
                kept.append(scalar)
            }
        }
        text = kept
        leftOut.append((.mark, String(marks)))
    }
}
