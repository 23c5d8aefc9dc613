/// The markup of SubRip and its kin: tags like those of HTML, and braces taken from ASS.
///
/// Players do not agree on it. Removed are the tags that they know, others that are both opened and
/// closed in the cue, times of words, `{\…}` and `{Y:…}`. What else has angle brackets or braces
/// is text: `<3`, `a < b`, `{so}`.
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
                text += MarkupReference.resolved(written[...], needsSemicolon: true)
                written = breaksLine ? ["\n"] : []
                index = end
            } else {
                written.append(scalars[start])
                index += 1
            }
        }
        return String(scalars: text + MarkupReference.resolved(written[...], needsSemicolon: true))
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
            guard start + 1 < scalars.count else { return nil }
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
        let name = scalars[nameStart...].prefix { $0.isASCIIAlphanumeric || $0 == "_" }
        guard let first = name.first, !("0"..."9").contains(first),
            let end = close(">", from: name.endIndex)
        else { return nil }
        guard " \t/>.".unicodeScalars.contains(scalars[name.endIndex]) else { return nil }
        return (String(scalars: name).lowercased(), isEnd, end)
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
        let isOverride = scalars[start + 1] == "\\"
        let isMicroDVD = scalars[start + 1].isASCIIAlphanumeric && scalars[start + 2] == ":"
        return isOverride || isMicroDVD ? end : nil
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
