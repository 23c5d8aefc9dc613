import Foundation
import Texts

#if canImport(FoundationXML)
    import FoundationXML
#endif

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
        let document = PLSDocument(path: path)
        let parser = XMLParser(data: Data(pls))
        parser.shouldResolveExternalEntities = false
        parser.shouldProcessNamespaces = true
        parser.delegate = document
        let isParsed = parser.parse()
        if let fault = document.fault { throw fault }
        guard isParsed, document.isComplete else {
            throw .badLexicon(
                place: SourcePlace(
                    path: path, line: max(parser.lineNumber, 1), column: max(parser.columnNumber, 1)
                ),
                message: "the XML is not well-formed here")
        }
        self = document.lexicon
    }
}

/// What stands before the first element of a document.
private enum PLSProlog {
    /// Where something stands that is no declaration, comment or white space; nil if an element
    /// comes first.
    static func refusedOffset(in bytes: [UInt8]) -> Int? {
        var rest = bytes[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
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

/// Gathers the lexemes of a document as the parser comes to them.
private final class PLSDocument: NSObject, XMLParserDelegate {
    private struct Lexeme {
        let place: SourcePlace
        var graphemes: [String] = []
        var alias: String?
        var isPreferred = false
        var hasPhoneme = false
    }

    private static let namespace = "http://www.w3.org/2005/01/pronunciation-lexicon"

    private(set) var lexicon = Lexicon()
    private(set) var fault: SpokenError?
    /// Whether the root element has ended: the parser may call less than that a success.
    private(set) var isComplete = false

    private let path: String
    private var language: String?
    private var lexeme: Lexeme?
    private var text = ""
    private var prefersAlias = false
    private var depth = 0
    private var known: [Lexicon.WordKey: Lexicon.Entry] = [:]

    init(path: String) {
        self.path = path
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        depth += 1
        text = ""
        if depth == 1 {
            guard name == "lexicon", [nil, "", PLSDocument.namespace].contains(namespaceURI) else {
                fault = .badLexicon(
                    place: place(parser), message: "the root element is `\(name)`, not `lexicon`")
                return parser.abortParsing()
            }
            language = attributes["xml:lang"] ?? attributes["lang"]
        }
        switch name {
        case "lexeme": lexeme = Lexeme(place: place(parser))
        case "alias": prefersAlias = attributes["prefer"] == "true"
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        text += string
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        text += String(decoding: block, as: UTF8.self)
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        depth -= 1
        isComplete = depth == 0
        let content = text.singleSpaced
        switch name {
        case "grapheme" where !content.isEmpty: lexeme?.graphemes.append(content)
        case "alias" where !content.isEmpty: setAlias(content)
        case "phoneme": lexeme?.hasPhoneme = true
        case "lexeme": endLexeme()
        default: break
        }
        text = ""
    }

    /// The first alias, unless a later one is the preferred one.
    private func setAlias(_ alias: String) {
        guard var lexeme else { return }
        if lexeme.alias == nil || (prefersAlias && !lexeme.isPreferred) {
            lexeme.alias = alias
            lexeme.isPreferred = prefersAlias
        }
        self.lexeme = lexeme
    }

    private func endLexeme() {
        guard let lexeme else { return }
        self.lexeme = nil
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

    private func place(_ parser: XMLParser) -> SourcePlace {
        SourcePlace(
            path: path, line: max(parser.lineNumber, 1), column: max(parser.columnNumber, 1))
    }
}
