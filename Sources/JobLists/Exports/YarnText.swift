import Texts

/// A line of Yarn Spinner: who speaks, and what is said without markup.
///
/// Source: “Markup” of Yarn Spinner's documentation. The name before a line's first colon is the
/// character, as Yarn Spinner itself has it, unless the colon is escaped or a `[character]` names one.
struct YarnText {
    /// Markup whose words depend on a value that is known in the game alone.
    private static let chosen: Set<String> = ["select", "plural", "ordinal"]

    /// Who speaks; nil for nobody that has a name.
    private(set) var speaker: String?
    /// What is said.
    private(set) var spoken = ""

    private var rest: Substring.UnicodeScalarView
    private var said = String.UnicodeScalarView()
    /// How much is said up to the first colon, and behind it.
    private var colon: (before: Int, behind: Int)?

    /// Reads a line; throws what stands in it that the game puts in.
    init(_ line: String) throws(RowMessage) {
        rest = YarnText.withoutHashtags(line[...]).unicodeScalars
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\\":
                if let next = rest.popFirst() { said.append(next) }
            case "{":
                throw RowMessage(
                    "`{\(String(rest.prefix { $0 != "}" }).excerpt)}` is put in by the game, so "
                        + "that this line has no text that could be spoken: write it out in the "
                        + "list, or leave the row out")
            case "[": try readMarker()
            case ":":
                if colon == nil { colon = (said.count, said.count + 1) }
                said.append(scalar)
            default: said.append(scalar)
            }
        }
        finish()
    }

    private mutating func finish() {
        if speaker == nil, let colon {
            let name = String(String.UnicodeScalarView(said.prefix(colon.before))).trimmed
            if !name.isEmpty { speaker = String(name) }
            said = String.UnicodeScalarView(said.dropFirst(colon.behind))
        }
        spoken = EscapedText.tidied(String(said))
    }

    /// Reads a marker behind its bracket.
    private mutating func readMarker() throws(RowMessage) {
        guard let end = rest.firstIndex(of: "]") else {
            throw RowMessage("markup that begins with `[` has no `]`; a bracket is `\\[`")
        }
        let marker = String(rest[..<end])
        rest = rest[rest.index(after: end)...]
        let name = String(marker.prefix { $0 != " " && $0 != "=" && $0 != "/" })
        if YarnText.chosen.contains(name) {
            throw RowMessage(
                "`[\(marker.excerpt)]` chooses words in the game, so that this line has no text "
                    + "that could be spoken: write it out in the list, or leave the row out")
        }
        switch name {
        case "nomarkup": said.append(contentsOf: contents(to: "[/nomarkup]"))
        case "character" where !marker.hasSuffix("/"):
            speaker = YarnText.name(in: marker) ?? speaker
            // What stands within is the name as it is shown.
            _ = contents(to: "[/character]")
        case "character": speaker = YarnText.name(in: marker) ?? speaker
        default: break
        }
    }

    /// Takes all up to a closing marker, and the marker.
    private mutating func contents(to marker: String) -> String.UnicodeScalarView {
        let text = String(rest)
        let halves = text.split(separator: marker, maxSplits: 1, omittingEmptySubsequences: false)
        rest = (halves.count == 2 ? halves[1] : "").unicodeScalars
        return String(halves.first ?? "").unicodeScalars
    }

    /// The name in `character name="Mae"`, or in `character=Mae`.
    private static func name(in marker: String) -> String? {
        guard let sign = marker.firstIndex(of: "=") else { return nil }
        let value = marker[marker.index(after: sign)...].trimmed
        let name =
            value.first == "\""
            ? value.dropFirst().prefix { $0 != "\"" } : value.prefix { $0 != " " }
        return name.isEmpty ? nil : String(name)
    }

    /// The line without `#line:…` and other hashtags at its end.
    private static func withoutHashtags(_ line: Substring) -> Substring {
        var line = line.trimmed
        while let hash = line.lastIndex(of: "#"), hash > line.startIndex,
            line[line.index(before: hash)].isWhitespace,
            !line[hash...].contains(where: \.isWhitespace),
            line[hash...].contains(":")
        {
            line = line[..<hash].trimmed
        }
        return line
    }
}
