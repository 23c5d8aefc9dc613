package import Texts

/// How words are spoken that the service would say wrong.
///
/// From a file of `--lexicon`: CSV or TSV with a header that names `word` and `spoken` and may name
/// `language` and `case`, or a W3C PLS 1.0 document (`.pls`, `.xml`). Books bring PLS of their own.
package struct Lexicon: Sendable {
    /// A word and what is spoken for it.
    package struct Entry: Hashable, Sendable {
        /// The word or words as a text writes them.
        package let word: String
        /// What is spoken instead.
        package let spoken: String
        /// The language of the texts it is for, as a BCP 47 tag; nil is every language.
        package let language: String?
        /// Whether upper and lower case must be as in the word.
        package let isCaseSensitive: Bool
        /// Where it stands.
        package let place: SourcePlace

        /// An entry of these parts.
        ///
        /// A nil `isCaseSensitive` goes by the word: one with a capital is taken as it is
        /// written, so that `US` is not `us`; any other in every case.
        package init(
            word: String, spoken: String, language: String? = nil, isCaseSensitive: Bool? = nil,
            place: SourcePlace
        ) {
            self.word = word
            self.spoken = spoken
            self.language = language
            self.isCaseSensitive = isCaseSensitive ?? word.contains(where: \.isUppercase)
            self.place = place
        }
    }

    /// An entry that this service cannot follow.
    package struct UnusableEntry: Hashable, Sendable {
        /// The word.
        package let word: String
        /// Where it stands.
        package let place: SourcePlace
        /// Why it cannot be followed.
        package let reason: String
    }

    /// The entries in the order of their files.
    package private(set) var entries: [Entry] = []
    /// What the files hold besides and cannot be followed.
    package private(set) var unusable: [UnusableEntry] = []

    /// A lexicon without entries.
    package init() {}

    /// Several lexicons as one; where two have the same word, the earlier one holds.
    package init(joining lexicons: [Lexicon]) {
        for lexicon in lexicons {
            var known: Set<WordKey> = []
            for entry in entries { known.insert(WordKey(entry)) }
            entries += lexicon.entries.filter { !known.contains(WordKey($0)) }
            unusable += lexicon.unusable
        }
    }

    /// What makes two entries one: the same word, language and care for case.
    struct WordKey: Hashable {
        let word: String
        let language: String
        let isCaseSensitive: Bool

        init(_ entry: Entry) {
            word = entry.isCaseSensitive ? entry.word : entry.word.lowercased()
            language = LanguageCode.written(entry.language ?? "")
            isCaseSensitive = entry.isCaseSensitive
        }
    }

    /// Adds an entry; returns the one that is there already for its word.
    mutating func add(_ entry: Entry, known: inout [WordKey: Entry]) -> Entry? {
        if let other = known.updateValue(entry, forKey: WordKey(entry)) { return other }
        entries.append(entry)
        return nil
    }

    /// Adds an entry that cannot be followed.
    mutating func add(_ entry: UnusableEntry) {
        unusable.append(entry)
    }
}
