import Markup

/// What a FictionBook says about itself.
struct FB2Description {
    private(set) var metadata = BookMetadata()
    /// The series it belongs to, with its number there: `Discworld 3`; nil if it names none.
    private(set) var series: String?
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
        series = series ?? FB2Description.series(in: publication)
    }

    private mutating func read(_ info: MarkupNode) {
        metadata.title = FB2Description.text("book-title", in: info)
        metadata.authors = info.elements.filter { $0.name == "author" }
            .compactMap(FB2Description.name)
        metadata.language = FB2Description.text("lang", in: info)
        metadata.date = info.elements.first { $0.name == "date" }
            .flatMap { FB2Description.text(of: $0) ?? $0.attribute("value") }
        series = FB2Description.series(in: info)
        coverID = info.first("coverpage")?.first("image")?.attribute("href")
            .map { String($0.drop { $0 == "#" }) }
        if let element = info.elements.first(where: { $0.name == "annotation" }) {
            annotation = element.elements.map { SpokenText.line($0.text) }.filter { !$0.isEmpty }
        }
    }

    /// First, middle and last name in this order, or else the nickname.
    private static func name(of author: MarkupNode) -> String? {
        let names = ["first-name", "middle-name", "last-name"].compactMap { text($0, in: author) }
        return names.isEmpty ? text("nickname", in: author) : names.joined(separator: " ")
    }

    private static func series(in info: MarkupNode) -> String? {
        guard let sequence = info.elements.first(where: { $0.name == "sequence" }),
            let name = sequence.attribute("name").map(SpokenText.line), !name.isEmpty
        else { return nil }
        let number = sequence.attribute("number") ?? ""
        return number.isEmpty ? name : "\(name) \(number)"
    }

    private static func text(_ name: String, in element: MarkupNode) -> String? {
        element.elements.first { $0.name == name }.flatMap(text)
    }

    private static func text(of element: MarkupNode) -> String? {
        let text = SpokenText.line(element.text)
        return text.isEmpty ? nil : text
    }
}
