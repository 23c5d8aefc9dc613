import Books
import TestSupport
import Testing

/// Parts without text of their own, whatever the form of the book.
@Suite struct ChapterPartTests {
    private func titles(_ text: String, as format: BookFormat) async throws -> [Chapter] {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(text.utf8), to: "book")
        let book = try await readBook(at: path, format: format, options: BookReadingOptions())
        withExtendedLifetime(folder) {}
        return book.chapters.filter { $0.matter == .body }
    }

    @Test("a part's heading is spoken before its first chapter and stands above all of them")
    func html() async throws {
        let chapters = try await titles(
            """
            <h1>Part I</h1><h2>One</h2><p>a</p><h2>Two</h2><p>b</p>
            <h1>Part II</h1><h2>One</h2><p>c</p>
            """, as: .html)
        #expect(chapters.map(\.title) == ["One", "Two", "One"])
        #expect(chapters.map(\.parts) == [["Part I"], ["Part I"], ["Part II"]])
        #expect(chapters.last?.blocks.map(\.text) == ["Part II", "One", "c"])
    }

    @Test("headings at the end that no text follows belong to the last chapter")
    func end() async throws {
        let chapters = try await titles(
            "<h1>One</h1><p>a</p><h1>Two</h1><p>b</p><h1>The End</h1>", as: .html)
        #expect(
            chapters.map { $0.blocks.map(\.text) } == [["One", "a"], ["Two", "b", "The End"]])
    }
}
