import Books
import Testing

/// What catalogues write around the title of a book.
@Suite struct CatalogueWordTests {
    @Test(
        "a catalogue's name before or after a title is no part of it",
        arguments: [
            ("The Quay | Project Gutenberg", "The Quay", []),
            ("The Quay - Project Gutenberg", "The Quay", []),
            ("The Quay, by Jane Doe - Project Gutenberg", "The Quay", ["Jane Doe"]),
            ("The Quay, by Jane Doe—A Project Gutenberg eBook", "The Quay", ["Jane Doe"]),
            ("The Project Gutenberg eBook of The Quay, by Jane Doe", "The Quay", ["Jane Doe"]),
            ("The Project Gutenberg eBook of Stand by Me", "Stand by Me", []),
            ("The Project Gutenberg E-text of The Quay, by Jane Doe", "The Quay", ["Jane Doe"]),
            ("The Project Gutenberg EBook, The Quay", "The Quay", []),
            ("Project Gutenberg's The Quay, by Jane Doe", "The Quay", ["Jane Doe"]),
            ("The Quay (Project Gutenberg)", "The Quay", []),
            ("Die Brücke | Projekt Gutenberg-DE", "Die Brücke", []),
            ("The Quay | gutenberg.org", "The Quay", []),
        ])
    func catalogue(written: String, title: String, authors: [String]) throws {
        let metadata = try metadata("<title>\(written)</title><p>a</p>")
        #expect(metadata.title == title)
        #expect(metadata.authors == authors)
    }

    @Test("a known author is taken off without a comma before")
    func author() throws {
        let metadata = try metadata(
            """
            <title>The Quay by Jane Doe | Project Gutenberg</title>
            <meta name="author" content="Jane Doe"><p>a</p>
            """)
        #expect(metadata.title == "The Quay")
        #expect(metadata.authors == ["Jane Doe"])
    }

    @Test(
        "other titles stay whole",
        arguments: [
            "Project Gutenberg", "A History of Project Gutenberg", "The Quay, by Jane Doe",
            "Quay | Hill", "Gutenberg and His Press",
        ])
    func others(title: String) throws {
        #expect(try metadata("<title>\(title)</title><p>a</p>").title == title)
    }

    private func metadata(_ html: String) throws -> BookMetadata {
        try HTMLReader(path: "book.html", bytes: Array(html.utf8)).read().metadata
    }
}
