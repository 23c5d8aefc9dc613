import Texts

/// Names chapters by the parts they stand in, where their own titles come again in several parts.
///
/// `Scene I` of `Act II` is then called `Act II. Scene I`, and so is each other chapter of these
/// parts. Where the nearest part does not tell two apart, those above it stand before it.
enum PartTitles {
    /// Chapters with the titles that tell them apart; what is spoken of them stays.
    ///
    /// - Parameter parts: The titles of the parts that each chapter stands in, the outermost first.
    static func named(_ chapters: [Chapter], below parts: [[String]]) -> [Chapter] {
        let body = chapters.indices.filter { chapters[$0].matter == .body }
        guard chapters.count == parts.count, parts.contains(where: { !$0.isEmpty }) else {
            return chapters
        }
        var names = chapters.map(\.title)
        for depth in 1...(parts.map(\.count).max() ?? 1) {
            let groups = Dictionary(grouping: body) { FoldedWord.key(of: scalars(names[$0])) }
            let alike = groups.filter { key, members in
                !key.isEmpty && Set(members.map { parts[$0] }).count > 1
            }
            .values.joined()
            // All chapters of a part are opened alike.
            let wanted = Set(alike.map { parts[$0] }.filter { $0.count >= depth })
            guard !wanted.isEmpty else { break }
            for index in body where wanted.contains(parts[index]) {
                names[index] = name(chapters[index].title, below: parts[index].suffix(depth))
            }
        }
        return zip(chapters, names).map { chapter, name in
            var chapter = chapter
            chapter.title = name
            return chapter
        }
    }

    private static func scalars(_ title: String?) -> String.UnicodeScalarView {
        (title ?? "").unicodeScalars
    }

    private static func name(_ title: String?, below parts: ArraySlice<String>) -> String? {
        guard let title else { return nil }
        return parts.reversed().reduce(title) { name, part in
            let stem = String(
                part.trimmed.unicodeScalars.reversed().drop { signs.contains($0) }
                    .reversed())
            guard let last = stem.unicodeScalars.last else { return name }
            let needsStop = !last.isIdeographic && !last.isHangul && !last.canEndSentence
            return stem + (needsStop ? ". " : " ") + name
        }
    }

    /// Signs behind a part's title that a stop takes the place of.
    private static let signs = Set(".,:;-–—： ".unicodeScalars)
}
