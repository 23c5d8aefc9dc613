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
        "a file that a converter cannot read is an error in its words",
        .needs("pandoc"))
    func damaged() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/broken.docx"
            try "this is no document".write(toFile: path, atomically: true, encoding: .utf8)
            await #expect {
                try await Self.read(path)
            } throws: { error in
                guard case .toolFailed(path, "pandoc", _) = error as? BookError else {
                    return false
                }
                return true
            }
        }
    }

    @Test(
        "a converted file with nothing to speak is called by its own name",
        .needs("pdftotext"))
    func empty() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/scan.pdf"
            try """
            %PDF-1.4
            1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
            2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
            3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99]>> endobj
            trailer <</Root 1 0 R>>
            """.write(toFile: path, atomically: true, encoding: .utf8)
            await #expect(throws: BookError.empty(path: path)) { try await Self.read(path) }
        }
    }

    @Test(
        "a path tells the form of its book",
        arguments: [
            ("a.EPUB", true), ("a.txt", true), ("a.md", true), ("a.htm", true), ("a.azw3", true),
            ("a.pdf", true), ("a.csv", false), ("a", false), ("a.epub/b", false),
        ])
    func forms(path: String, isBook: Bool) {
        #expect((BookFormat(path: path) != nil) == isBook)
    }
}
