import Books
import Foundation
import Markup
import TestSupport
import Testing
import Texts

/// Forms that a tool turns into one that is read here.
@Suite(.timeLimit(.minutes(5)))
struct BookConverterTests {
    private static func read(_ path: String) async throws -> Book {
        let format = try #require(BookFormat(path: path))
        return try await readBook(at: path, format: format, options: BookReadingOptions())
    }

    private static let markdown = """
        # The Lamp

        Somebody lit it. Nobody said a word.

        # The Oil

        It burned all night.
        """

    @Test(
        "pandoc's forms are read with their chapters",
        .needs("pandoc"),
        arguments: ["docx", "odt", "rtf"])
    func pandoc(form: String) async throws {
        try await withTemporaryFolder { folder in
            let source = folder + "/lamp.md"
            try Self.markdown.write(toFile: source, atomically: true, encoding: .utf8)
            let path = folder + "/-the lamp's.\(form)"
            try output(of: ["pandoc", "--standalone", source, "--output", path])
            let chapters = try await Self.read(path).chapters.filter { $0.matter == .body }
            #expect(chapters.map(\.title) == ["The Lamp", "The Oil"])
            #expect(chapters.last?.blocks.last?.text == "It burned all night.")
            #expect(chapters.allSatisfy { $0.place.path.hasPrefix(path) })
        }
    }

    @Test(
        "a file that is not what its name says is an error that says so",
        arguments: ["docx", "odt", "rtf", "fb2"])
    func damaged(form: String) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/broken.\(form)"
            try "this is no document".write(toFile: path, atomically: true, encoding: .utf8)
            await #expect {
                try await Self.read(path)
            } throws: { error in
                "\(error)".contains("by its content it is text")
            }
        }
    }

    @Test(
        "a path tells the form of its book",
        arguments: [
            ("a.EPUB", true), ("a.txt", true), ("a.md", true), ("a.htm", true), ("a.azw3", true),
            ("a.pdf", true), ("a.FB2.zip", true), ("a.fbz", true), ("a.zip", false),
            ("a.csv", false), ("a", false), ("a.epub/b", false),
        ])
    func forms(path: String, isBook: Bool) {
        #expect((BookFormat(path: path) != nil) == isBook)
    }
}
