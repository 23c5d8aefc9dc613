import Books
import Texts

/// What is said at a chapter's start instead of its own headings.
///
/// Placeholders are `{number}` (the chapter's number among those spoken), `{title}`, `{part}` (the
/// title above it in the table of contents), `{book}` and `{author}` (all authors, parted by
/// commas). One without a value takes along the text between it and the value before it:
/// `{part}: {title}` says a chapter outside any part as its title, and `{title}, by {author}` says
/// nothing of a missing author.
package struct TitleTemplate: Hashable, Sendable, CustomStringConvertible {
    enum Placeholder: String, CaseIterable {
        case number
        case title
        case part
        case book
        case author
    }

    /// A placeholder with the text before it.
    private struct Part: Hashable {
        let lead: String
        let placeholder: Placeholder
    }

    private let parts: [Part]
    private let tail: String

    /// The template as it was given.
    package let description: String

    /// Reads a template, for example `Chapter {number}. {title}`.
    ///
    /// Throws ``SpokenError/badTemplate(_:reason:)`` for an unknown placeholder, a brace without
    /// partner and a template without any placeholder.
    package init(_ template: String) throws(SpokenError) {
        var parts: [Part] = []
        var rest = template[...]
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            let inner = rest[rest.index(after: brace)...]
            guard rest[brace] == "{",
                let end = inner.firstIndex(where: { $0 == "{" || $0 == "}" }), inner[end] == "}"
            else { throw .badTemplate(template, reason: "a brace has no partner") }
            let placeholder = try TitleTemplate.placeholder(inner[..<end], in: template)
            parts.append(Part(lead: String(rest[..<brace]), placeholder: placeholder))
            rest = inner[inner.index(after: end)...]
        }
        guard !parts.isEmpty else {
            throw .badTemplate(
                template, reason: "it has no placeholder, so that all chapters would begin alike")
        }
        self.parts = parts
        tail = String(rest)
        description = template
    }

    private static func placeholder(
        _ name: Substring, in template: String
    ) throws(SpokenError) -> Placeholder {
        let key = name.filter { !$0.isWhitespace }.lowercased()
        if let placeholder = Placeholder(rawValue: key) { return placeholder }
        let known = Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
        throw .badTemplate(
            template, reason: "there is no placeholder {\(name)}; there are \(known)")
    }

    /// What is said for a chapter; nil if no placeholder has a value.
    func text(for item: ChapterList.Item, of metadata: BookMetadata) -> String? {
        var text = parts.first?.lead ?? ""
        var isEmpty = true
        for part in parts {
            let value = value(of: part.placeholder, for: item, of: metadata)
            guard let value, !value.isEmpty else { continue }
            if !isEmpty { text += part.lead }
            text += value
            isEmpty = false
        }
        return isEmpty ? nil : (text + tail).singleSpaced
    }

    private func value(
        of placeholder: Placeholder, for item: ChapterList.Item, of metadata: BookMetadata
    ) -> String? {
        switch placeholder {
        case .number: String(item.number)
        case .title: item.chapter.title
        case .part: item.part
        case .book: metadata.title
        case .author: metadata.authors.joined(separator: ", ")
        }
    }
}

extension TitleTemplate {
    /// A chapter's blocks with what is said for it in place of the headings that say the same.
    func applied(to item: ChapterList.Item, of metadata: BookMetadata) -> [Block] {
        let blocks = item.chapter.blocks
        guard let text = text(for: item, of: metadata) else { return blocks }
        let repetition = HeadingRepetition(title: item.chapter.title)
        var headings: [Block] = []
        var place: Int?
        var level = min(max(item.chapter.level, 1), 6)
        for block in blocks {
            guard case .heading(let headingLevel) = block.kind else { break }
            if !repetition.isRepeated(by: block.text) {
                headings.append(block)
            } else if place == nil {
                place = headings.count
                level = headingLevel
            }
        }
        var rest = blocks[blocks.prefix(while: { $0.kind.isHeading }).count...]
        if place == nil { rest = rest.dropFirst(TitleTemplate.titleCount(item, at: rest)) }
        headings.insert(Block(.heading(level: level), text), at: place ?? 0)
        return headings + rest
    }

    /// How many paragraphs at a chapter's front are its title, which the book does not mark as a
    /// heading: a number and what it is called may stand one below the other.
    private static func titleCount(_ item: ChapterList.Item, at blocks: ArraySlice<Block>) -> Int {
        var title = HeadingRepetition.words(item.chapter.title ?? "")[...]
        var count = 0
        for block in blocks where !title.isEmpty {
            let words = HeadingRepetition.words(block.text)
            guard block.kind == .paragraph, !words.isEmpty, title.starts(with: words) else {
                return 0
            }
            title = title.dropFirst(words.count)
            count += 1
        }
        return title.isEmpty ? count : 0
    }
}
