import Audiobooks

/// What is made of a book's tracks: an audiobook, a read-along book, both or neither.
struct BookForms: Hashable, CustomStringConvertible {
    /// The kind of audiobook; nil makes none.
    let audiobook: AudiobookFormat?
    /// Whether a read-along book is made.
    let hasReadAlong: Bool

    static let usual = BookForms(audiobook: .m4b, hasReadAlong: false)
    private static let readAlong = "epub"
    static let none = BookForms(audiobook: nil, hasReadAlong: false)
    private static let noneWord = "none"

    /// Every value, as a person writes it.
    static let words =
        AudiobookFormat.allCases.map(\.rawValue) + [readAlong]
        + AudiobookFormat.allCases.map { "\($0.rawValue),\(readAlong)" } + [noneWord]

    private init(audiobook: AudiobookFormat?, hasReadAlong: Bool) {
        self.audiobook = audiobook
        self.hasReadAlong = hasReadAlong
    }

    /// Reads `m4b`, `epub`, `m4b,epub` or `none`; nil for anything else.
    init?(_ text: String) {
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.filter { !$0.isWhitespace } }
        let audiobooks = words.compactMap(AudiobookFormat.init(rawValue:))
        let readAlongs = words.filter { $0 == Self.readAlong }
        let isNone = words == [Self.noneWord]
        guard isNone || audiobooks.count + readAlongs.count == words.count, audiobooks.count <= 1,
            readAlongs.count <= 1
        else { return nil }
        self.init(audiobook: audiobooks.first, hasReadAlong: !readAlongs.isEmpty)
    }

    var description: String {
        let words = [audiobook?.rawValue, hasReadAlong ? Self.readAlong : nil].compactMap { $0 }
        return words.isEmpty ? Self.noneWord : words.joined(separator: ",")
    }
}
