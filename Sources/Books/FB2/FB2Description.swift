import Markup

/// What a FictionBook says about itself.
struct FB2Description {
    private(set) var metadata = BookMetadata()
    /// The series it belongs to, with its number there: `Discworld 3`; nil if it names none.
    var series: String? {
        metadata.series.map { series in
            [series.name, series.part].compactMap { $0 }.joined(separator: " ")
        }
    }
    /// The name of the cover's picture; nil if it has none.
    private(set) var coverID: String?
    /// What the book is about, as its publisher says it.
    private(set) var annotation: [String] = []

    init(_ root: MarkupNode) {
        guard let description = root.first("description") else { return }
        if let title = description.first("title-info") { read(title) }
        guard let publication = description.first("publish-info") else { return }
        metadata.title = metadata.title ?? FB2Description.text("book-name", in: publication)
        metadata.publisher = FB2Description.text("publisher", in: publication)
        metadata.date = FB2Description.text("year", in: publication) ?? metadata.date
        metadata.series = metadata.series ?? FB2Description.series(in: publication)
        metadata.isbn = FB2Description.text("isbn", in: publication)
            .flatMap { BookNumber.isbn($0, isNamed: true) }
    }

    private mutating func read(_ info: MarkupNode) {
        metadata.title = FB2Description.text("book-title", in: info)
        metadata.authors = info.elements.filter { $0.name == "author" }
            .compactMap(FB2Description.name)
        metadata.language = FB2Description.text("lang", in: info)
        metadata.date = info.elements.first { $0.name == "date" }
            .flatMap { FB2Description.text(of: $0) ?? $0.attribute("value") }
        metadata.series = FB2Description.series(in: info)
        // The genres of FictionBook are codes; its keywords are words.
        metadata.subjects = BookMetadata.subjects(
            (FB2Description.text("keywords", in: info) ?? "").split(separator: ",").map(String.init)
        )
        coverID = info.first("coverpage")?.first("image")?.attribute("href")
            .map { String($0.drop { $0 == "#" }) }
        if let element = info.elements.first(where: { $0.name == "annotation" }) {
            annotation = element.elements.map { SpokenText.line($0.text) }.filter { !$0.isEmpty }
            if !annotation.isEmpty { metadata.summary = annotation.joined(separator: "\n") }
        }
    }

    /// First, middle and last name in this order, or else the nickname.
    private static func name(of author: MarkupNode) -> String? {
        let names = ["first-name", "middle-name", "last-name"].compactMap { text($0, in: author) }
        return names.isEmpty ? text("nickname", in: author) : names.joined(separator: " ")
    }

    private static func series(in info: MarkupNode) -> BookSeries? {
        let sequence = info.elements.first { $0.name == "sequence" }
        return BookSeries(sequence?.attribute("name"), part: sequence?.attribute("number"))
    }

    private static func text(_ name: String, in element: MarkupNode) -> String? {
        element.elements.first { $0.name == name }.flatMap(text)
    }

    private static func text(of element: MarkupNode) -> String? {
        let text = SpokenText.line(element.text)
        return text.isEmpty ? nil : text
    }
}
