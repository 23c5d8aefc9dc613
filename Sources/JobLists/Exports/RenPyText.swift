import Texts

/// Dialogue of Ren'Py with its text tags.
///
/// Source: “Text” and “Voice” of Ren'Py's documentation, and what its own self-voicing says: the
/// text of `{alt}` is spoken, that of `{noalt}` is not.
struct RenPyText {
    /// Tags whose contents are not spoken: what stands above the line, and what is only shown.
    private static let silent: Set<String> = ["rt", "art", "noalt"]

    private var rest: Substring.UnicodeScalarView
    private var said = String.UnicodeScalarView()
    /// The silent tags that are open.
    private var open: [String] = []

    /// What is spoken of a text.
    static func spoken(_ text: String) throws(RowMessage) -> String {
        let unescaped = EscapedText.withoutBackslashes(text)
        guard unescaped.unicodeScalars.contains(where: { "{[【%".unicodeScalars.contains($0) })
        else { return unescaped }
        var reader = RenPyText(rest: unescaped[...].unicodeScalars)
        try reader.read()
        return EscapedText.tidied(String(reader.said))
    }

    /// The name of a character as scripts write it, without the quotes around it.
    static func name(_ character: String) -> String {
        let name = EscapedText.withoutBackslashes(character).trimmed
        guard name.count > 1, let first = name.first, "\"'".contains(first), name.last == first
        else { return String(name) }
        return String(name.dropFirst().dropLast())
    }

    private mutating func read() throws(RowMessage) {
        while let scalar = rest.popFirst() {
            switch scalar {
            case "{", "[", "【", "%":
                if rest.first == scalar {
                    rest.removeFirst()
                    say(scalar)
                } else if scalar == "{" {
                    guard try readTag() else { return }
                } else if scalar == "[" {
                    throw RowMessage(
                        "`[\(String(rest.prefix { $0 != "]" }).excerpt)]` is put in by the game, "
                            + "so that this line has no text that could be spoken: write it out in "
                            + "the list, or leave the row out")
                } else if scalar == "【" {
                    readRuby()
                } else {
                    say(scalar)
                }
            default: say(scalar)
            }
        }
    }

    private mutating func say(_ scalar: Unicode.Scalar) {
        if open.isEmpty { said.append(scalar) }
    }

    /// Reads a tag behind its brace; false where the text ends for good.
    private mutating func readTag() throws(RowMessage) -> Bool {
        guard let end = rest.firstIndex(of: "}") else {
            throw RowMessage("a text tag that begins with `{` has no `}`; a brace is `{{`")
        }
        let tag = String(rest[..<end])
        rest = rest[rest.index(after: end)...]
        let name = String(tag.prefix { $0 != "=" && $0 != ":" }.trimmed)
        switch name {
        case "p", "vspace": say("\n")
        case "space": say(" ")
        case "done": return false
        default: break
        }
        if name.hasPrefix("/") {
            let closed = String(name.dropFirst())
            if let last = open.lastIndex(of: closed) { open.removeSubrange(last...) }
        } else if RenPyText.silent.contains(name) {
            open.append(name)
        }
        return true
    }

    /// Reads `東京｜とうきょう】`, of which the base is spoken.
    private mutating func readRuby() {
        guard let end = rest.firstIndex(of: "】"),
            let bar = rest[..<end].firstIndex(where: { $0 == "｜" || $0 == "|" })
        else { return say("【") }
        for scalar in rest[..<bar] { say(scalar) }
        rest = rest[rest.index(after: end)...]
    }
}
