import Sentences

/// A passage cut at its sentences, as it is read and as it is spoken.
struct PassageSentences: Hashable, Sendable {
    /// What a reader sees of each, the white space behind it included; together all of the passage.
    private(set) var written: [String] = []
    /// How many letters are spoken of each; all 0 for a passage that is not heard, such as `* * *`.
    private(set) var letterCounts: [Int] = []

    /// Cuts a passage.
    ///
    /// Where what is spoken has another number of sentences than what is written, it stays whole.
    init(_ passage: ReadAlongPassage, _ seams: SentenceSeams) {
        let text = passage.written
        let heard = seams.sentences(of: (passage.spoken ?? text).onOneLine)
        let pieces = Self.pieces(of: text, seams.sentences(of: text.onOneLine))
        guard pieces.count == heard.count else {
            written = [text]
            letterCounts = [(passage.spoken ?? text).spokenLetterCount]
            return
        }
        for (piece, sentence) in zip(pieces, heard) {
            add(piece, letters: sentence.spokenLetterCount)
        }
    }

    var letterCount: Int { letterCounts.reduce(0, +) }

    /// Adds a sentence; one that is not heard goes with the one before it.
    private mutating func add(_ piece: String, letters: Int) {
        if let last = letterCounts.last, last == 0 || letters == 0 {
            written[written.count - 1] += piece
            letterCounts[letterCounts.count - 1] += letters
        } else {
            written.append(piece)
            letterCounts.append(letters)
        }
    }

    /// The text cut where its sentences begin; as one piece where they do not follow one another in it.
    private static func pieces(of text: String, _ sentences: [String]) -> [String] {
        let characters = Array(text)
        var starts: [Int] = []
        var rest = text.onOneLine[...]
        for sentence in sentences {
            rest = rest.drop(while: \.isWhitespace)
            guard rest.hasPrefix(sentence) else { return [text] }
            starts.append(starts.isEmpty ? 0 : characters.count - rest.count)
            rest = rest.dropFirst(sentence.count)
        }
        guard !starts.isEmpty else { return [text] }
        return zip(starts, starts.dropFirst() + [characters.count]).map {
            String(characters[$0..<$1])
        }
    }
}

extension String {
    /// The text with spaces for its line breaks: a voice does not pause at the end of a line of verse.
    fileprivate var onOneLine: String { String(map { $0.isNewline ? " " : $0 }) }
}
