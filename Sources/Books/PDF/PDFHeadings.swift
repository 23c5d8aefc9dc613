import Texts

/// Which paragraphs of a PDF are headings: those that its bookmarks name, else those in larger type.
struct PDFHeadings {
    /// The level of each heading, by the paragraph; empty where no headings are known.
    private(set) var levels: [Int: Int] = [:]

    /// Type is larger from this share of the body's on.
    private static let largerShare = 1.15
    /// A longer text is no heading, in characters.
    private static let longest = 200

    init(
        _ paragraphs: [PDFParagraphs.Paragraph], bodySize: Double, outline: [PDFOutline.Entry]
    ) {
        let named = PDFHeadings.named(outline, paragraphs)
        let large = PDFHeadings.large(paragraphs, bodySize)
        levels = named.count >= 2 && named.count * 2 >= outline.count ? named : large
    }

    /// The paragraphs that say what a bookmark does, on the page it leads to or the next.
    private static func named(
        _ outline: [PDFOutline.Entry], _ paragraphs: [PDFParagraphs.Paragraph]
    ) -> [Int: Int] {
        var byPage: [Int: [Int]] = [:]
        for (index, paragraph) in paragraphs.enumerated() {
            byPage[paragraph.page, default: []].append(index)
        }
        var levels: [Int: Int] = [:]
        for entry in outline {
            let key = ChapterCutter.key(entry.title)
            guard !key.isEmpty else { continue }
            let near = (byPage[entry.page] ?? []) + (byPage[entry.page + 1] ?? [])
            let found = near.first { index in
                let text = String(paragraphs[index].lines.map(\.text).joined(separator: [" "]))
                return text.count <= longest && levels[index] == nil
                    && ChapterCutter.key(text) == key
            }
            if let found { levels[found] = min(entry.level, 6) }
        }
        return levels
    }

    private static func large(
        _ paragraphs: [PDFParagraphs.Paragraph], _ bodySize: Double
    ) -> [Int: Int] {
        var sizes: [Int: Double] = [:]
        for (index, paragraph) in paragraphs.enumerated() {
            guard let line = paragraph.lines.first, line.size >= bodySize * largerShare,
                paragraph.lines.reduce(0, { $0 + $1.text.count }) <= longest,
                paragraph.lines.contains(where: { $0.text.contains { $0.isLetter || $0.isDigit } })
            else { continue }
            sizes[index] = (line.size * 2).rounded() / 2
        }
        guard sizes.count >= 2 else { return [:] }
        let ranked = Set(sizes.values).sorted(by: >)
        return sizes.mapValues { size in min((ranked.firstIndex(of: size) ?? 0) + 1, 6) }
    }
}
