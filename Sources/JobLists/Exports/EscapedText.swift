import Texts

/// What engines write in place of characters, and what is left where their markup was.
enum EscapedText {
    /// The text with `\n`, `\t`, `\"` and their kin as the characters they stand for.
    static func withoutBackslashes(_ text: String) -> String {
        guard text.holds(UInt8(ascii: "\\")) else { return text }
        var said = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let next = rest.first else {
                said.append(scalar)
                continue
            }
            rest.removeFirst()
            switch next {
            case "n", "r": said.append("\n")
            case "t": said.append(" ")
            case "\\", "\"", "'", " ": said.append(next)
            default: said.append(contentsOf: [scalar, next])
            }
        }
        return String(said)
    }

    /// The text with one space where markup left several, and none around line breaks.
    static func tidied(_ text: String) -> String {
        text.split(separator: "\n").map(\.singleSpaced).filter { !$0.isEmpty }
            .joined(separator: "\n")
    }
}
