/// What a document of a word processor holds by its own file, beside what a converter makes of it.
struct DocumentFacts: Sendable {
    /// The file of its archive that holds the text, or what else to call the place.
    let place: String
    /// Its title among its properties; nil if it has none there.
    var title: String?
    /// Its author there.
    var author: String?
    /// The language that most of its text is marked with; nil if none is.
    var markedLanguage: String?
    /// The language of text that is not marked, which may be no more than the program's own.
    var usualLanguage: String?
    /// Its paragraphs, as far as a reader sees them; nil where they could not be read.
    var paragraphs: [String]?

    init(place: String) {
        self.place = place
    }

    /// What a converted text has lost of the document; nil if that is nothing.
    func loss(in converted: String, by tool: String) -> LeftOut? {
        guard let paragraphs else {
            return LeftOut(
                .unreadable, place: place,
                text: "its words could not be counted against those that \(tool) made of it")
        }
        var (source, result) = (WordCounts(), WordCounts())
        for paragraph in paragraphs { source.add(paragraph) }
        result.add(converted)
        let missing = source.missing(in: result)
        guard missing.letterCount > 0 else { return nil }
        let examples = paragraphs.filter(missing.holdsAll).prefix(3)
            .map { "“\($0.count > 60 ? "\($0.prefix(60))…" : $0)”" }
        let isMuch = missing.letterCount * DocumentFacts.largestShare > source.letterCount
        return LeftOut(
            isMuch ? .lostPage : .unreadable, place: place,
            text: "\(tool) lost \(missing.letterCount) of the document's "
                + "\(source.letterCount) letters, in text boxes, frames or sections perhaps"
                + (examples.isEmpty ? "" : ": " + examples.joined(separator: ", ")))
    }

    /// A loss of one letter in as many is a hole in the book.
    private static let largestShare = 50
}
