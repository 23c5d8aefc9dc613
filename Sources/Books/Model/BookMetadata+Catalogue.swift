extension BookMetadata {
    /// The metadata without the words that catalogues and converters put around a book's own.
    ///
    /// Project Gutenberg names its pages `The Project Gutenberg eBook of TITLE, by AUTHOR`; its
    /// maker of EPUBs writes `NA` and Calibre `Unknown` for an author that nobody names.
    var withoutCatalogueWords: BookMetadata {
        var metadata = self
        metadata.authors.removeAll { ["", "na", "n/a", "unknown"].contains($0.lowercased()) }
        guard let title, let own = BookMetadata.withoutGutenberg(title) else { return metadata }
        guard let by = own.ranges(of: ", by ").last else {
            metadata.title = String(own)
            return metadata
        }
        metadata.title = String(own[..<by.lowerBound])
        if metadata.authors.isEmpty { metadata.authors = [String(own[by.upperBound...])] }
        return metadata
    }

    /// A title without Project Gutenberg's name before it; nil if it is not there, or all there is.
    private static func withoutGutenberg(_ title: String) -> Substring? {
        let words = title.lowercased()
        for opening in ["the project gutenberg ebook of ", "project gutenberg's "]
        where words.hasPrefix(opening) && words.count > opening.count {
            return title.dropFirst(opening.count)
        }
        return nil
    }
}
