import Texts

/// Tells verse from prose in Markdown, where a plain line break means nothing by the rules.
///
/// Poems are often written with plain breaks all the same. A break that the page's width does not
/// force is meant: in a file whose paragraphs are one line each, any break in a paragraph is.
struct MarkdownVerse {
    let layout: PageLayout

    func isVerse(_ lines: [MarkdownBlocks.MarkdownLine]) -> Bool {
        guard lines.count >= 2 else { return false }
        let breaks = lines.dropLast()
        if breaks.contains(where: \.endsHard) { return true }
        guard !layout.isHardWrapped else { return false }
        let isEastern = lines.contains { $0.scalars.contains(where: \.isIdeographic) }
        guard !isEastern, lines.allSatisfy({ $0.scalars.count <= 90 }) else { return false }
        let capitals = lines.count { $0.scalars.first(where: \.isWordPart)?.isUppercase == true }
        return capitals * 5 >= lines.count * 3
            || lines.count >= 3 && lines.allSatisfy { $0.scalars.count <= 60 }
    }
}
