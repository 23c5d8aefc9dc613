import Books
import Foundation
import Markup
import Narration
import Texts

/// Real books, and texts written to a file for one test.
enum TextData {
    static let folder: String = {
        if let folder = ProcessInfo.processInfo.environment["KLING_TEST_DATA"] { return folder }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return root.appendingPathComponent("../shared/data").standardized.path
    }()

    static let isPresent = FileManager.default.fileExists(atPath: folder + "/books/txt")
    static let missing = "../shared/data is not here"

    /// The book of a text.
    static func text(_ text: String, options: BookReadingOptions = BookReadingOptions()) throws
        -> Book
    {
        try withFile(Array(text.utf8), named: "story.txt") { path in
            try TextBookReader(path: path, options: options).read()
        }
    }

    /// The book of some Markdown.
    static func markdown(_ text: String, options: BookReadingOptions = BookReadingOptions()) throws
        -> Book
    {
        try withFile(Array(text.utf8), named: "story.md") { path in
            try MarkdownReader(path: path, options: options).read()
        }
    }

    static func withFile<Result>(
        _ bytes: [UInt8], named name: String, _ body: (String) throws -> Result
    ) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        return try body(file.path)
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

    func left(_ reason: LeftOut.Reason) -> [String] {
        leftOut.filter { $0.reason == reason }.map(\.text)
    }
}
