import Markup
import Texts

/// Cuts a cue's text into text and tags.
///
/// Source: https://www.w3.org/TR/webvtt1/#webvtt-cue-text-tokenizer
struct WebVTTTokenizer {
    enum Token: Equatable {
        case text(String)
        case start(name: String, classes: [String], annotation: String)
        case end(name: String)
        /// What stands in a tag that begins with a digit.
        case time(String)
    }

    private let scalars: [Unicode.Scalar]
    private var index = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    mutating func next() -> Token? {
        guard index < scalars.count else { return nil }
        guard scalars[index] == "<" else { return .text(text(until: "<")) }
        index += 1
        switch index < scalars.count ? scalars[index] : ">" {
        case "/":
            index += 1
            return .end(name: rest())
        case "0"..."9":
            return .time(rest())
        default:
            return start()
        }
    }

    /// A start tag from behind its `<` on.
    private mutating func start() -> Token {
        let words = taken { !" \t\u{C}\n>".unicodeScalars.contains($0) }
            .split(separator: ".", omittingEmptySubsequences: false)
        let annotation = text(until: ">").singleSpaced
        index += 1
        return .start(
            name: String(words[0]),
            classes: words.dropFirst().filter { !$0.isEmpty }.map { String($0) },
            annotation: annotation)
    }

    /// The rest of a tag, and its end passed.
    private mutating func rest() -> String {
        let rest = taken { $0 != ">" }
        index += 1
        return String(rest)
    }

    /// The text before a character or the end, its character references resolved.
    private mutating func text(until end: Unicode.Scalar) -> String {
        String(CharacterReference.resolved(taken { $0 != end }, needsSemicolon: false))
    }

    private mutating func taken(while holds: (Unicode.Scalar) -> Bool) -> ArraySlice<Unicode.Scalar>
    {
        guard index < scalars.count else { return [] }
        let taken = scalars[index...].prefix(while: holds)
        index = taken.endIndex
        return taken
    }
}
