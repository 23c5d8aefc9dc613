/// Finds where the sentences and paragraphs of a text end.
///
/// A sentence within a quotation or a parenthesis does not end the sentence around it.
package struct SentenceSeams: Sendable {
    private let rules: LanguageRules

    /// Takes the language whose abbreviations and signs count.
    ///
    /// A language without rules of its own is read by those that all share.
    package init(language: Language) {
        rules = LanguageRules.rules(for: language)
    }

    /// Cuts a text into its sentences.
    ///
    /// In order, each without white space around it; a text of white space alone has none.
    package func sentences(of text: String) -> [String] {
        var scanner = SentenceScanner(text, rules: rules)
        let seams = scanner.scan().filter { $0.strength <= .line }
        let scanned = scanner.text
        let start = scanned.skippingWhiteSpace(from: 0)
        let end = scanned.trimmingWhiteSpace(before: scanned.count)
        guard start < end else { return [] }
        let starts = [start] + seams.map(\.start)
        let ends = seams.map(\.end) + [end]
        return zip(starts, ends).map { scanned.string($0..<$1) }
    }
}
