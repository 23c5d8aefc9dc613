import Books
import Texts

/// A page of HTML as it is spoken.
enum SpokenPage {
    /// A sentence that makes a page a page of prose; it stands in bodies as `~`.
    static let prose =
        "<p>She counted the steps twice, because the first number had not pleased her.</p>"

    /// The blocks of a page, without the prose.
    static func blocks(
        _ body: String, _ change: (inout BookReadingOptions) -> Void = { _ in }
    ) throws -> [Block] {
        var options = BookReadingOptions()
        change(&options)
        let page = body.replacing("~", with: prose)
        let book = try HTMLReader(path: "x", bytes: Array(page.utf8), options: options).read()
        return book.chapters.flatMap(\.blocks).filter { !prose.contains($0.text) }
    }

    /// What is spoken of a page, without the prose.
    static func texts(
        _ body: String, _ change: (inout BookReadingOptions) -> Void = { _ in }
    ) throws -> [String] {
        try blocks(body, change).map(\.text)
    }
}
