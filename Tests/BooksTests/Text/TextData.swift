import Books
import Markup
import TestSupport
import Texts

/// Texts written to a file for one test.
enum TextData {
    /// The book of a text.
    static func text(_ text: String, options: BookReadingOptions = BookReadingOptions()) throws
        -> Book
    {
        try withTemporaryFile(Array(text.utf8), named: "story.txt") { path in
            try TextBookReader(path: path, options: options).read()
        }
    }

    /// The book of some Markdown.
    static func markdown(_ text: String, options: BookReadingOptions = BookReadingOptions()) throws
        -> Book
    {
        try withTemporaryFile(Array(text.utf8), named: "story.md") { path in
            try MarkdownReader(path: path, options: options).read()
        }
    }

    /// Characters that are no white space.
    static func count(_ text: String) -> Int {
        text.unicodeScalars.count { !$0.properties.isWhitespace }
    }
}

extension Book {
    var body: [Chapter] { chapters.filter { $0.matter == .body } }
    var titles: [String?] { body.map(\.title) }
    var spoken: String { chapters.flatMap(\.blocks).map(\.text).joined(separator: "\n") }
    var bodyText: String { body.flatMap(\.blocks).map(\.text).joined(separator: "\n") }

    /// The first two texts of a chapter of the body.
    func firstTexts(_ index: Int) -> [String] {
        body.dropFirst(index).first?.blocks.prefix(2).map(\.text) ?? []
    }

    func left(_ reason: LeftOut.Reason) -> [String] {
        leftOut.filter { $0.reason == reason }.map(\.text)
    }
}
