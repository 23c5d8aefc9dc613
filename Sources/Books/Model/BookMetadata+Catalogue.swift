extension BookMetadata {
    /// The metadata without the words that catalogues and converters put around a book's own.
    ///
    /// Project Gutenberg names its pages `The Project Gutenberg eBook of TITLE, by AUTHOR` or
    /// `TITLE | Project Gutenberg`; its maker of EPUBs writes `NA` and Calibre `Unknown` for an
    /// author that nobody names.
    var withoutCatalogueWords: BookMetadata {
        var metadata = self
        metadata.authors.removeAll { ["", "na", "n/a", "unknown"].contains($0.lowercased()) }
        guard let title, let own = BookMetadata.withoutGutenberg(title) else { return metadata }
        let words = own.split(separator: " ")
        // `Stand by Me` is a title: without a comma, only an author that is known is taken off.
        let by = words.indices.last { index in
            guard index > 0, index + 1 < words.count, words[index] == "by" else { return false }
            let maker = ChapterCutter.key(words[(index + 1)...].joined(separator: " "))
            return words[index - 1].last == ","
                || metadata.authors.contains { author in
                    ChapterCutter.key(author) == maker
                }
        }
        guard let by else {
            metadata.title = String(own)
            return metadata
        }
        let front = words[..<by].joined(separator: " ")
        metadata.title = String(front.reversed().drop { $0 == "," }.reversed())
        if metadata.authors.isEmpty {
            metadata.authors = [words[(by + 1)...].joined(separator: " ")]
        }
        return metadata
    }

    /// A title without Project Gutenberg's name before it or after it; nil if it is not there, or
    /// all there is.
    private static func withoutGutenberg(_ title: String) -> Substring? {
        var own = title[...]
        if let range = own.firstRange(of: opening), range.upperBound < own.endIndex {
            own = own[range.upperBound...]
        }
        if let range = own.firstRange(of: ending), range.lowerBound > own.startIndex {
            own = own[..<range.lowerBound]
        }
        let isWhole = own.startIndex == title.startIndex && own.endIndex == title.endIndex
        return isWhole || !own.contains(where: \.isLetter) ? nil : own
    }

    private static var opening: Regex<Substring> {
        /(?i)^\s*(?:the |an? )?project gutenberg(?:['’]s|(?: (?:e-?book|e-?text|edition))(?: of|,|:)?)\s+/
    }
    private static var ending: Regex<Substring> {
        /(?i)\s*[|(\[,:;·•–—-]\s*(?:from |the |an? )*(?:project gutenberg|projekt[ -]gutenberg|gutenberg\.org)(?:-de)?(?: (?:e-?book|e-?text|edition))?[)\]]?\s*$/
    }
}
