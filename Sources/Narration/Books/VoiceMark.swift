import Texts

/// Marks in a text that say who speaks from there on.
///
/// `[voice:NAME]` hands over to the voice of that name, `[/voice]` back to whoever would speak
/// without marks. A mark within a paragraph holds to the next mark or the paragraph's end. A
/// mark that is a paragraph by itself holds for all paragraphs to the next such one or the chapter's
/// end. Marks are not spoken. Upper and lower case of `voice` do not count, those of NAME do.
enum VoiceMark: Hashable {
    case voice(name: String)
    case end

    /// A stretch of a text, or a mark in it.
    enum Piece: Equatable {
        case text(Substring)
        case mark(VoiceMark)
        /// What begins like a mark and is none.
        case broken(Substring)
    }

    /// Whether a mark can name a voice by this name.
    static func isName(_ name: String) -> Bool {
        guard let first = name.first, let last = name.last else { return false }
        return !first.isWhitespace && !last.isWhitespace
            && !name.contains { $0 == "[" || $0 == "]" || $0.isNewline }
    }

    /// A text cut at its marks.
    static func pieces(of text: String) -> [Piece] {
        guard text.utf8.contains(UInt8(ascii: "[")) else { return [.text(text[...])] }
        var pieces: [Piece] = []
        var textStart = text.startIndex
        var rest = text[...]
        while let bracket = rest.unicodeScalars.firstIndex(of: "[") {
            rest = text[bracket...]
            guard let keyword = keywords.first(where: { rest.hasPrefixIgnoringCase($0) }) else {
                rest = rest.dropFirstScalar()
                continue
            }
            if textStart < bracket { pieces.append(.text(text[textStart..<bracket])) }
            let close = rest.unicodeScalars.firstIndex(of: "]")
            let end = close.map(text.unicodeScalars.index(after:)) ?? text.endIndex
            pieces.append(piece(rest[..<end], keyword: keyword, isClosed: close != nil))
            rest = text[end...]
            textStart = end
        }
        if textStart < text.endIndex { pieces.append(.text(text[textStart...])) }
        return pieces
    }

    /// A text without its marks.
    static func removed(from text: String) -> String {
        let pieces = pieces(of: text)
        guard pieces.count > 1 || pieces.first != .text(text[...]) else { return text }
        let texts = pieces.compactMap { if case .text(let text) = $0 { text } else { nil } }
        return String(texts.joined().trimmed)
    }

    private static let keywords = ["[voice:", "[/voice]"]

    private static func piece(_ mark: Substring, keyword: String, isClosed: Bool) -> Piece {
        if keyword == "[/voice]" { return .mark(.end) }
        let name = String(mark.dropFirst(keyword.count).dropLast()).singleSpaced
        return isClosed && isName(name) ? .mark(.voice(name: name)) : .broken(mark)
    }
}

extension Substring {
    /// Whether the text begins with another of ASCII, upper and lower case alike.
    fileprivate func hasPrefixIgnoringCase(_ prefix: String) -> Bool {
        var bytes = utf8.makeIterator()
        return prefix.utf8.allSatisfy { expected in
            guard let byte = bytes.next() else { return false }
            let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            return (isUpper ? byte | 0x20 : byte) == expected
        }
    }

    fileprivate func dropFirstScalar() -> Substring {
        self[unicodeScalars.index(after: startIndex)...]
    }
}
