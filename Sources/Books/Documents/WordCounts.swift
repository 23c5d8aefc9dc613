import Texts

/// How often each word stands in a text, and so what another form of the text has lost.
///
/// Words are runs of letters; an ideograph is a word. Marks and numbers do not count: a converter writes
/// quotes, bullets and the numbers of notes in its own way.
struct WordCounts: Sendable {
    private var counts: [String: Int] = [:]
    /// How many letters all words have.
    private(set) var letterCount = 0

    /// Counts the words of a text.
    mutating func add(_ text: String) {
        for word in WordCounts.words(of: text) {
            counts[word, default: 0] += 1
            letterCount += word.unicodeScalars.count
        }
    }

    /// The words, and how often, that stand here oftener than in another text.
    func missing(in other: WordCounts) -> WordCounts {
        var missing = WordCounts()
        for (word, count) in counts {
            let lost = count - other.counts[word, default: 0]
            guard lost > 0 else { continue }
            missing.counts[word] = lost
            missing.letterCount += lost * word.unicodeScalars.count
        }
        return missing
    }

    /// Whether each word of a text is among these.
    func holdsAll(of text: String) -> Bool {
        let words = WordCounts.words(of: text)
        return !words.isEmpty && words.allSatisfy { counts[$0] != nil }
    }

    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        func end() {
            if !word.isEmpty { words.append(String(word)) }
            word = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars {
            if scalar.isIdeographic {
                end()
                words.append(String(Character(scalar)))
            } else if scalar.properties.isAlphabetic {
                word.append(scalar)
            } else if scalar != "\u{AD}", scalar.properties.generalCategory != .nonspacingMark {
                end()
            }
        }
        end()
        return words
    }
}
