/// A page as XHTML: its passages, and elements around what is heard together.
struct PageDocument {
    let page: BookPage
    let edition: ReadAlongEdition

    /// The document's text.
    var text: String {
        let units = page.times?.units ?? []
        let groups = Dictionary(
            units.filter { $0.passages.count > 1 }.map { ($0.passages.lowerBound, $0) },
            uniquingKeysWith: { first, _ in first })
        let sentences = Dictionary(
            grouping: units.filter { $0.sentences != nil }, by: \.passages.lowerBound)
        var body: [String] = []
        var index = 0
        while index < page.passages.count {
            let group = groups[index]
            let end = group?.passages.upperBound ?? index + 1
            if let group { body.append("<div id=\"\(group.id)\">") }
            body += (index..<end).map { element(of: $0, sentences[$0] ?? []) }
            if group != nil { body.append("</div>") }
            index = end
        }
        return xhtml(
            title: page.page.title ?? edition.title, edition, body: body.joined(separator: "\n"))
    }

    private func element(of index: Int, _ units: [TimedUnit]) -> String {
        let passage = page.page.passages[index]
        let pieces = page.passages[index].written
        let content =
            units.isEmpty
            ? markup(passage.written, passage.kind)
            : units.map { unit in
                span(pieces[unit.sentences ?? 0..<pieces.count].joined(), unit, passage.kind)
            }.joined()
        let (tag, style) = passage.element
        let attributes = style.map { " class=\"\($0)\"" } ?? ""
        return "<\(tag) id=\"\(passageID(index))\"\(attributes)>\(content)</\(tag)>"
    }

    /// Some sentences; the white space behind them stays outside.
    private func span(_ text: String, _ unit: TimedUnit, _ kind: ReadAlongPassage.Kind) -> String {
        let space = text.reversed().prefix(while: \.isWhitespace).count
        return "<span id=\"\(unit.id)\">\(markup(text.dropLast(space), kind))</span>"
            + markup(text.suffix(space), kind)
    }

    private func markup(_ text: some StringProtocol, _ kind: ReadAlongPassage.Kind) -> String {
        guard kind != .code else { return text.xml }
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map(\.xml).joined(separator: "<br/>\n")
    }
}

extension ReadAlongPassage {
    /// The element that it becomes, and its class.
    fileprivate var element: (tag: String, style: String?) {
        switch kind {
        case .heading: ("h\(min(max(level ?? 1, 1), 6))", nil)
        case .paragraph: ("p", nil)
        case .verse: ("p", "verse")
        case .tableRow: ("p", "row")
        case .code: ("pre", nil)
        }
    }
}

/// A document of the book.
func xhtml(
    title: String, _ edition: ReadAlongEdition, folder: String = "../", body: String
) -> String {
    let language = edition.language
    let direction = language.isRightToLeft ? " dir=\"rtl\"" : ""
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE html>
        <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
        lang="\(language.tag)" xml:lang="\(language.tag)"\(direction)>
        <head>
        <title>\(title.xml)</title>
        <link rel="stylesheet" type="text/css" href="\(folder)style.css"/>
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
}
