import Books

/// What chapters are called that several parts of a book call alike.
///
/// Chapters of one shape (`Scene I`, `Scene II`) are siblings, and called alike: as many of the
/// titles above them go before theirs as tell most of them apart, and none where none does.
enum PartTitles {
    /// The titles of chapters, with the titles above them where they are needed.
    static func titles(of items: [ChapterList.Item]) -> [String?] {
        var titles = items.map(\.chapter.title)
        var alike: [TitleShape: [Int]] = [:]
        for (index, title) in titles.enumerated() {
            if let title { alike[TitleShape(title), default: []].append(index) }
        }
        for siblings in alike.values where siblings.count > 1 {
            let depth = depth(for: siblings.map { items[$0] })
            guard depth > 0 else { continue }
            for index in siblings { titles[index] = title(of: items[index], depth: depth) }
        }
        return titles
    }

    /// The least number of titles above that tells the most chapters apart.
    private static func depth(for siblings: [ChapterList.Item]) -> Int {
        var (best, most) = (0, 0)
        for depth in 0...(siblings.map(\.parts.count).max() ?? 0) {
            let count = Set(siblings.map { title(of: $0, depth: depth) }).count
            if count > most { (best, most) = (depth, count) }
            if count == siblings.count { break }
        }
        return best
    }

    /// A chapter's title after the nearest titles above it.
    private static func title(of item: ChapterList.Item, depth: Int) -> String {
        let title = item.chapter.title ?? ""
        return item.parts.suffix(depth).reversed().reduce(title) { title, part in
            // A part's name may stand in the title already.
            if HeadingRepetition.words(title).firstRange(of: HeadingRepetition.words(part)) != nil {
                return title
            }
            return part.titleJoined(with: title)
        }
    }
}
