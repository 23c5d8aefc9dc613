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
    private let references: Set<String>
    private let readsAlternativeText: Bool
    private let note: (Note) -> [Unicode.Scalar]
    private var index = 0
    /// Marks of emphasis that may open one, by where they stand in `text`.
    private var openers: [(mark: Unicode.Scalar, place: Int)] = []
    /// Places in `text` of marks of emphasis that are matched.
    private var matched: [Int] = []

    /// Reads a block; a function gives what is spoken in place of a note's mark.
    init(
        _ source: [Unicode.Scalar], references: Set<String>, readsAlternativeText: Bool,
        note: @escaping (Note) -> [Unicode.Scalar]
    ) {
        self.source = source
        self.references = references
        self.readsAlternativeText = readsAlternativeText
        self.note = note
        while index < source.count { step() }
        dropMatched()
    }

    private mutating func step() {
        let scalar = source[index]
        let isRead =
            switch scalar {
            case "\\": escape()
            case "`": code()
            case "!": image()
            case "[": bracket()
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

    private func find(_ wanted: Unicode.Scalar, from start: Int) -> Int? {
        start < source.count ? source[start...].firstIndex(of: wanted) : nil
    }

    // MARK: Escapes, entities, code

    private mutating func escape() -> Bool {
        guard index + 1 < source.count, source[index + 1].isPunctuation else { return false }
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
        let count = source[index...].prefix { $0 == "`" }.count
        var end = index + count
        while let start = find("`", from: end) {
            let closing = source[start...].prefix { $0 == "`" }.count
            if closing == count {
                leave(.mark, index..<(index + count))
                leave(.mark, start..<(start + closing))
                text += source[(index + count)..<start]
                index = start + closing
                return true
            }
            end = start + closing
        }
        text += source[index..<(index + count)]
        index += count
        return true
    }

    // MARK: Links and images

    private mutating func image() -> Bool {
        guard index + 1 < source.count, source[index + 1] == "[", let close = closing(of: index + 1)
        else { return false }
        guard let end = targetEnd(after: close, label: (index + 2)..<close) else { return false }
        let alternative = (index + 2)..<close
        if readsAlternativeText {
            text += inner(alternative)
        } else {
            leave(.alternative, alternative)
        }
        leave(.mark, index..<alternative.lowerBound)
        leave(.mark, close..<end)
        index = end
        return true
    }

    private mutating func bracket() -> Bool {
        guard let close = closing(of: index) else { return false }
        if index + 2 < close, source[index + 1] == "^" {
            leave(.noteMark, index..<(close + 1))
            mark(.labelled(FoldedWord.folded(source[(index + 1)..<close])))
            index = close + 1
            return true
        }
        guard let end = targetEnd(after: close, label: (index + 1)..<close) else { return false }
        text += inner((index + 1)..<close)
        leave(.mark, index..<(index + 1))
        leave(.mark, close..<end)
        index = end
        return true
    }

    private mutating func mark(_ found: Note) {
        notes.append(found)
        text += note(found)
    }

    /// Pandoc's `^[text]`.
    private mutating func inlineNote() -> Bool {
        guard index + 1 < source.count, source[index + 1] == "[", let close = closing(of: index + 1)
        else { return false }
        leave(.noteMark, index..<(index + 2))
        mark(.inline(Array(source[(index + 2)..<close])))
        leave(.noteMark, close..<(close + 1))
        index = close + 1
        return true
    }

    private mutating func inner(_ range: Range<Int>) -> [Unicode.Scalar] {
        let inner = MarkdownInlines(
            Array(source[range]), references: references,
            readsAlternativeText: readsAlternativeText, note: note)
        leftOut += inner.leftOut
        notes += inner.notes
        return inner.text
    }

    /// The bracket that closes one; brackets stand in brackets.
    private func closing(of open: Int) -> Int? {
        var depth = 0
        var at = open
        while at < source.count {
            if source[at] == "\\" {
                at += 1
            } else if source[at] == "[" {
                depth += 1
            } else if source[at] == "]" {
                depth -= 1
                if depth == 0 { return at }
            }
            at += 1
        }
        return nil
    }

    /// Where what belongs to a bracket ends: its target, and attributes after it or in its place.
    private func targetEnd(after close: Int, label: Range<Int>) -> Int? {
        let end = linkEnd(after: close, label: label)
        return MarkdownMarks.attributesEnd(source, at: end ?? close + 1) ?? end
    }

    /// Where a link's target ends: `(address "title")`, `[label]`, or nothing after a known label.
    private func linkEnd(after close: Int, label: Range<Int>) -> Int? {
        let isKnown = references.contains(FoldedWord.folded(source[label]))
        guard close + 1 < source.count else { return isKnown ? close + 1 : nil }
        if source[close + 1] == "(" {
            var depth = 0
            for at in (close + 1)..<source.count {
                if source[at] == "(" { depth += 1 }
                if source[at] == ")" { depth -= 1 }
                if depth == 0 { return at + 1 }
            }
            return nil
        }
        if source[close + 1] == "[", let end = find("]", from: close + 2) {
            let reference = FoldedWord.folded(source[(close + 2)..<end])
            if references.contains(reference) || reference.isEmpty && isKnown { return end + 1 }
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
        guard index > 0, source[index - 1].isWordPart || source[index - 1].isPunctuation,
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
        guard let end = find(">", from: index), index + 1 < end else { return false }
        let inner = source[(index + 1)..<end]
        if inner.contains(":"), !inner.contains(" "), inner.first?.isLetter == true {
            leave(.mark, index..<(index + 1))
            leave(.mark, end..<(end + 1))
            text += inner
            index = end + 1
            return true
        }
        guard let first = inner.first, first.isLetter || first == "/" || first == "!" else {
            return false
        }
        leave(.mark, index..<(end + 1))
        let name = FoldedWord.folded(inner.prefix { $0.isWordPart })
        index = end + 1
        if name == "br", text.last != " " { text.append(" ") }
        if name == "rt" || name == "rp", let close = find("<", from: index) {
            leave(.ruby, index..<close)
            index = close
        }
        return true
    }

    // MARK: Emphasis

    /// Notes a run of marks; those that pair are dropped at the end, others are text.
    private mutating func emphasis(_ mark: Unicode.Scalar) -> Bool {
        let count = source[index...].prefix { $0 == mark }.count
        let before = index > 0 ? source[index - 1] : " "
        let after = index + count < source.count ? source[index + count] : " "
        let isInWord = before.isWordPart && after.isWordPart
        let opens =
            !after.properties.isWhitespace && (mark == "*" || !isInWord)
            && (!after.isPunctuation || !before.isWordPart)
        let closes =
            !before.properties.isWhitespace && (mark == "*" || !isInWord)
            && (!before.isPunctuation || !after.isWordPart)
        for _ in 0..<count {
            if closes, let opener = openers.lastIndex(where: { $0.mark == mark }),
                openers[opener].place < text.count - (count - 1)
            {
                matched += [openers[opener].place, text.count]
                openers.removeSubrange(opener...)
            } else if opens, mark != "~" || count == 2 {
                openers.append((mark, text.count))
            }
            text.append(mark)
        }
        index += count
        return true
    }

    private mutating func dropMatched() {
        guard !matched.isEmpty else { return }
        matched.sort()
        var kept: [Unicode.Scalar] = []
        kept.reserveCapacity(text.count)
        var next = 0
        var marks: [Unicode.Scalar] = []
        for (place, scalar) in text.enumerated() {
            if next < matched.count, matched[next] == place {
                marks.append(scalar)
                next += 1
            } else {
                kept.append(scalar)
            }
        }
        text = kept
        leftOut.append((.mark, String(marks)))
    }
}

extension Unicode.Scalar {
    /// Whether it is one of ASCII's signs.
    fileprivate var isPunctuation: Bool {
        (0x21...0x2F).contains(value) || (0x3A...0x40).contains(value)
            || (0x5B...0x60).contains(value)
            || (0x7B...0x7E).contains(value)
    }
}
