import Markup
import Texts

/// The markup of SubRip and its kin: tags like those of HTML, and braces taken from ASS.
///
/// Players do not agree on it. Removed are the tags that they know, others that are both opened and
/// closed in the cue, times of words, `{\…}`, `{Y:…}`, and at a line's front `{y:…}` and `{c:$…}`.
/// What else has angle brackets, braces or backslashes is text: `<3`, `if a<b and c>d`, `{so}`,
/// `C:\New`.
struct TagMarkup {
    /// A text without its markup, its character references resolved.
    static func removed(from text: String) -> String {
        var markup = TagMarkup(scalars: Array(text.unicodeScalars))
        return markup.read()
    }

    private static let known: Set<String> = [
        "a", "b", "big", "br", "c", "center", "div", "em", "font", "i", "lang", "p", "ruby", "s",
        "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "v",
    ]

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var opened: Set<String> = []
    private var closed: Set<String> = []

    private init(scalars: [Unicode.Scalar]) {
        self.scalars = scalars
        for start in scalars.indices where scalars[start] == "<" {
            guard let tag = tag(at: start) else { continue }
            if tag.isEnd { closed.insert(tag.name) } else { opened.insert(tag.name) }
        }
    }

    private mutating func read() -> String {
        var text: [Unicode.Scalar] = []
        var written: [Unicode.Scalar] = []
        while index < scalars.count {
            let start = index
            if let (end, breaksLine) = markup(at: index) {
                // References are resolved between tags, so that `&lt;i&gt;` makes none.
                text += CharacterReference.resolved(written[...], needsSemicolon: true)
                written = breaksLine ? ["\n"] : []
                index = end
            } else {
                written.append(scalars[start])
                index += 1
            }
        }
        return String(text + CharacterReference.resolved(written[...], needsSemicolon: true))
    }

    /// Where the markup at an index ends, and whether it breaks the line; nil without markup.
    private func markup(at start: Int) -> (end: Int, breaksLine: Bool)? {
        switch scalars[start] {
        case "<":
            if let end = wordTime(at: start) { return (end, false) }
            guard let tag = tag(at: start) else { return nil }
            let isPaired = opened.contains(tag.name) && closed.contains(tag.name)
            guard TagMarkup.known.contains(tag.name) || isPaired else { return nil }
            return (tag.end, tag.name == "br")
        case "{":
            return override(at: start).map { ($0, false) }
        case "\\":
            guard start + 1 < scalars.count, !isInPath(start) else { return nil }
            // The hard space of ASS parts words as any other.
            if scalars[start + 1] == "N" || scalars[start + 1] == "h" { return (start + 2, true) }
            return nil
        default:
            return nil
        }
    }

    /// The tag at a `<`: letters behind it or behind its `/`, and a `>` on the same line.
    private func tag(at start: Int) -> (name: String, isEnd: Bool, end: Int)? {
        let isEnd = start + 1 < scalars.count && scalars[start + 1] == "/"
        let nameStart = start + (isEnd ? 2 : 1)
        guard nameStart < scalars.count else { return nil }
        let name = scalars[nameStart...].prefix { $0.isASCIILetterOrDigit || $0 == "_" }
        guard let first = name.first, !("0"..."9").contains(first),
            let end = close(">", from: name.endIndex)
        else { return nil }
        let known = String(name).lowercased()
        let isTag = isEnd || isTagEnd(scalars[name.endIndex..<(end - 1)], of: known)
        return isTag ? (known, isEnd, end) : nil
    }

    /// Whether what stands behind a tag's name belongs to one: attributes, classes, a name to announce.
    private func isTagEnd(_ rest: ArraySlice<Unicode.Scalar>, of name: String) -> Bool {
        switch rest.first {
        case nil, "/": true
        case ".": name == "c" || name == "v" || name.count == 1
        case " ", "\t": rest.contains("=") || ["v", "lang", "font", "br"].contains(name)
        default: false
        }
    }

    /// Whether a drive, or a backslash before another letter, shows that a word is a path.
    private func isInPath(_ index: Int) -> Bool {
        let isBlank = { (scalar: Unicode.Scalar) in " \n{}".unicodeScalars.contains(scalar) }
        let front = scalars[..<index].suffix(100).reversed().prefix { !isBlank($0) }.count
        let word = scalars[(index - front)...].prefix(front + 100).prefix { !isBlank($0) }
        return zip(word, word.dropFirst()).contains { scalar, next in
            (scalar == ":" && next == "\\")
                || (scalar == "\\" && next != "\\" && !"Nnh".unicodeScalars.contains(next))
        }
    }

    /// Where the time of a word at a `<` ends: `<00:12.34>`.
    private func wordTime(at start: Int) -> Int? {
        guard let end = close(">", from: start + 1), end > start + 2 else { return nil }
        let isTime = scalars[(start + 1)..<(end - 1)].allSatisfy {
            ("0"..."9").contains($0) || $0 == ":" || $0 == "."
        }
        return isTime && scalars[start..<end].contains(":") ? end : nil
    }

    private func override(at start: Int) -> Int? {
        guard let end = close("}", from: start + 1), end > start + 2 else { return nil }
        if scalars[start + 1] == "\\" { return end }
        let isAtFront = start == 0 || scalars[start - 1] == "\n" || scalars[start - 1] == "}"
        return isMicroDVD(scalars[(start + 1)..<(end - 1)], isAtFront: isAtFront) ? end : nil
    }

    /// Whether braces hold `y:` and styles or `c:` and a colour, or `Y:` and a word.
    private func isMicroDVD(_ inner: ArraySlice<Unicode.Scalar>, isAtFront: Bool) -> Bool {
        guard let name = inner.first, inner.dropFirst().first == ":" else { return false }
        let value = inner.dropFirst(2)
        switch name {
        case "Y", "C": return !value.contains(" ")
        case "y": return isAtFront && value.allSatisfy { "ibus,".unicodeScalars.contains($0) }
        case "c": return isAtFront && value.first == "$"
        default: return false
        }
    }

    /// The index behind the next closing mark on the line, at most 300 characters away.
    private func close(_ mark: Unicode.Scalar, from start: Int) -> Int? {
        let reach = scalars[min(start, scalars.count)...].prefix(300)
        guard let end = reach.firstIndex(where: { $0 == mark || $0 == "\n" || $0 == "<" }),
            scalars[end] == mark
        else { return nil }
        return end + 1
    }
}
