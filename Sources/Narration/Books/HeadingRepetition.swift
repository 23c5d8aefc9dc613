/// Whether a heading says no more than a chapter's title and number do.
///
/// It does not if, after the words of the title, nothing is left but a number, alone or beside a
/// word for a chapter. The number itself is not compared: a book may begin to count after its
/// foreword.
struct HeadingRepetition {
    private let title: [String]

    init(title: String?) {
        self.title = title.map(HeadingRepetition.words) ?? []
    }

    func isRepeated(by heading: String) -> Bool {
        let words = HeadingRepetition.words(heading)
        guard !words.isEmpty else { return true }
        if title.firstRange(of: words) != nil { return true }
        guard !title.isEmpty, let range = words.firstRange(of: title) else {
            return HeadingRepetition.isNumber(words)
        }
        var rest = words
        rest.removeSubrange(range)
        return rest.isEmpty || HeadingRepetition.isNumber(rest)
    }

    /// The words of a heading in lower case, without punctuation.
    static func words(_ text: String) -> [String] {
        text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    }

    /// Whether some words are a chapter's number: `chapter vii`, `7`, `第七章`, `глава первая`.
    private static func isNumber(_ words: [String]) -> Bool {
        switch words.count {
        case 1: isNumeral(words[0]) || isEasternNumber(words[0])
        case 2:
            chapterWords.contains(words[0]) && isNumeralOrWord(words[1])
                || chapterWords.contains(words[1]) && isNumeralOrWord(words[0])
        default: false
        }
    }

    private static let chapterWords: Set<String> = [
        "chapter", "chap", "kapitel", "chapitre", "capítulo", "capitulo", "capitolo", "глава",
        "rozdział", "hoofdstuk", "kapittel",
    ]

    /// A numeral, or a word: beside `chapter` a single word is its number.
    private static func isNumeralOrWord(_ word: String) -> Bool {
        isNumeral(word) || word.allSatisfy(\.isLetter)
    }

    private static func isNumeral(_ word: String) -> Bool {
        word.allSatisfy(\.isNumber) || word.allSatisfy { "ivxlcdm".contains($0) }
    }

    /// `第…章` and its kin in Chinese, Japanese and Korean.
    private static func isEasternNumber(_ word: String) -> Bool {
        guard word.first == "第" || word.first == "제", let last = word.last,
            "章回节節话話卷장화回".contains(last)
        else { return false }
        let digits = word.dropFirst().dropLast()
        return !digits.isEmpty && digits.allSatisfy { $0.isNumber || "十百千零〇两兩".contains($0) }
    }
}
