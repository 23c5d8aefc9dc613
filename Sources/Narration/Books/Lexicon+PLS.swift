import Markup
import Texts

extension Lexicon {
    /// Reads a W3C PLS 1.0 document, from a file or from inside a book.
    ///
    /// What an `alias` says is spoken for each `grapheme` of its `lexeme`. A lexeme with a `phoneme`
    /// alone cannot be followed, since the service takes plain text: it is among ``unusable``. A
    /// document type is refused, since entities can name files and grow without bound.
    /// - Parameter path: the document's path, for messages.
    /// Throws ``SpokenError/badLexicon(place:message:)``.
    package init(pls: [UInt8], path: String) throws(SpokenError) {
        self.init()
        if let offset = PLSProlog.refusedOffset(in: pls) {
            let front = String(decoding: pls[..<offset], as: UTF8.self)
            let lines = front.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            throw .badLexicon(
                place: SourcePlace(
                    path: path, line: lines.count,
                    column: (lines.last?.unicodeScalars.count ?? 0) + 1),
                message: "a PLS document begins here with the element `lexicon`; a document type "
                    + "(<!DOCTYPE …>) is refused, and so is any encoding but one like ASCII")
        }
        let lexicon: Result<Lexicon, SpokenError>
        do {
            lexicon = try MarkupTree.withStrictTree(pls) { root in
                Result { () throws(SpokenError) in
                    try PLSDocument(root, path: path).lexicon
                }
            }
        } catch {
            throw .badLexicon(
                place: SourcePlace(path: path, line: error.line, column: error.column),
                message: "the XML is not well-formed here")
        }
        self = try lexicon.get()
    }
}

/// What stands before the first element of a document.
private enum PLSProlog {
    /// Where something stands that is no declaration, comment or white space; nil if an element
    /// comes first.
    static func refusedOffset(in bytes: [UInt8]) -> Int? {
        var rest = bytes.withoutUTF8Mark
        while true {
            rest = rest.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
            guard rest.first == UInt8(ascii: "<") else { return rest.startIndex }
            let next = rest.dropFirst().first
            if next == UInt8(ascii: "?") {
                rest = after(Array("?>".utf8), in: rest)
            } else if rest.starts(with: Array("<!--".utf8)) {
                rest = after(Array("-->".utf8), in: rest.dropFirst(4))
            } else {
                return next == UInt8(ascii: "!") ? rest.startIndex : nil
            }
        }
    }

    private static func after(_ mark: [UInt8], in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let first = mark.first else { return bytes }
        var rest = bytes
        while let index = rest.firstIndex(of: first) {
            rest = rest[index...]
            if rest.starts(with: mark) { return rest.dropFirst(mark.count) }
            rest = rest.dropFirst()
        }
        return rest.suffix(0)
    }
}

/// The lexemes of a document.
private struct PLSDocument {
    private struct Lexeme {
        let place: SourcePlace
        let graphemes: [String]
        let alias: String?
        let hasPhoneme: Bool
    }

    private(set) var lexicon = Lexicon()
    private let path: String
    private let language: String?
    private var known: [Lexicon.WordKey: Lexicon.Entry] = [:]

    /// - Throws: ``SpokenError/badLexicon(place:message:)`` where the root is no `lexicon`.
    init(_ root: MarkupNode, path: String) throws(SpokenError) {
        self.path = path
        guard root.name == "lexicon" else {
            throw .badLexicon(
                place: SourcePlace(path: path, line: root.line, column: 1),
                message: "the root element is `\(root.name)`, not `lexicon`")
        }
        language = root.attribute("lang")
        for element in root.elements where element.name == "lexeme" { add(lexeme(element)) }
    }

    private func lexeme(_ element: MarkupNode) -> Lexeme {
        let parts = element.elements.map { (node: $0, text: $0.text.singleSpaced) }
        let aliases = parts.filter { $0.node.name == "alias" && !$0.text.isEmpty }
        let preferred = aliases.first { $0.node.attribute("prefer") == "true" }
        return Lexeme(
            place: SourcePlace(path: path, line: element.line, column: 1),
            graphemes: parts.filter { $0.node.name == "grapheme" && !$0.text.isEmpty }.map(\.text),
            alias: (preferred ?? aliases.first)?.text,
            hasPhoneme: parts.contains { $0.node.name == "phoneme" })
    }

    private mutating func add(_ lexeme: Lexeme) {
        for word in lexeme.graphemes {
            guard let alias = lexeme.alias else {
                let reason =
                    lexeme.hasPhoneme
                    ? "it has only a phoneme, which the service cannot take"
                    : "it has no alias"
                lexicon.add(.init(word: word, place: lexeme.place, reason: reason))
                continue
            }
            let entry = Lexicon.Entry(
                word: word, spoken: alias, language: language, place: lexeme.place)
            if known[Lexicon.WordKey(entry)] != nil {
                lexicon.add(
                    .init(word: word, place: lexeme.place, reason: "an earlier lexeme holds"))
            } else {
                _ = lexicon.add(entry, known: &known)
            }
        }
    }
}
