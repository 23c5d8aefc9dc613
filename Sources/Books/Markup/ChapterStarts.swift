/// Chooses the entries of a table of contents at which chapters begin.
///
/// A table of contents may list volumes, chapters and sections; a listener expects a track for each
/// chapter. The rule: an entry is a chapter, with all that is below it, unless it is *opened*, and
/// then its children are looked at the same way. An entry with children is opened if
///
/// 1. it leads nowhere: it is a label;
/// 2. it has next to no text of its own (headings aside, at most a twentieth of what its children
///    have on average), so that nothing but a volume's title would be lost as a chapter, and either
///    its children lie in other files, which are chapters to whoever made the book, or at least
///    half of the entries of its depth are as empty, so that they are volumes and not chapters of
///    which one happens to begin with a section;
/// 3. it is longer than a track should be.
struct ChapterStarts {
    /// Three hours of English at 13.5 characters a second.
    static let longestCharacterCount = 150_000
    private static let emptyShare = 20

    /// Where a chapter begins.
    struct Start {
        var position: Int
        var title: String
        var level: Int
        /// The titles above it, the outermost first.
        var parts: [String] = []
        /// Whether it is an opened entry with next to no text, which goes to the chapter after it.
        var joinsNext = false
        /// Whether the page it leads to has no text, so that another entry names this place better.
        var isPageEmpty = false
    }

    private let order: ReadingOrder
    /// All places that any entry leads to, in order, and the end.
    private let places: [Int]

    /// The starts that the entries give, in reading order, no two at one place.
    static func chosen(from entries: [ContentsEntry], in order: ReadingOrder) -> [Start] {
        let chooser = ChapterStarts(entries, order)
        let measured = entries.map(chooser.measured)
        let starts = chooser.starts(of: measured, level: 1, emptyDepths: emptyDepths(measured))
        var chosen: [Start] = []
        // An opened entry and its first child may lead to one place: the child names the chapter.
        for start in starts.enumerated().sorted(by: {
            ($0.element.position, $0.offset) < ($1.element.position, $1.offset)
        }).map(\.element) {
            if let last = chosen.last, last.position == start.position {
                if last.joinsNext || last.isPageEmpty { chosen[chosen.count - 1] = start }
            } else {
                chosen.append(start)
            }
        }
        return chosen
    }

    private init(_ entries: [ContentsEntry], _ order: ReadingOrder) {
        self.order = order
        var places: Set<Int> = [order.pieces.count]
        for entry in entries {
            entry.forEach { entry in
                if let place = order.position(of: entry) { places.insert(place) }
            }
        }
        self.places = places.sorted()
    }

    /// An entry with its place and its lengths.
    private struct Measured {
        let title: String
        let place: Int?
        let isPageEmpty: Bool
        /// The characters before the next entry of any level.
        let own: Int
        /// The characters of the entry and of all that is below it.
        let total: Int
        let children: [Measured]

        /// Whether it has next to no text but that of its children.
        var isEmpty: Bool {
            guard !children.isEmpty else { return own == 0 }
            return own * emptyShare * children.count <= total - own
        }
    }

    private func measured(_ entry: ContentsEntry) -> Measured {
        let children = entry.children.map(measured)
        let place = order.position(of: entry)
        // Where the first child begins at the same place, the text is the child's.
        let isShared = place != nil && children.first { $0.place != nil }?.place == place
        let own = isShared ? 0 : place.map { order.characterCount($0..<end(after: $0)) } ?? 0
        return Measured(
            title: entry.title, place: place, isPageEmpty: order.isPageEmpty(of: entry), own: own,
            total: children.reduce(own) { $0 + $1.total }, children: children)
    }

    /// The next place that any entry leads to.
    private func end(after place: Int) -> Int {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle] > place { high = middle } else { low = middle + 1 }
        }
        return low < places.count ? places[low] : order.pieces.count
    }

    /// The depths at which at least half of the entries are empty, front and back matter aside.
    private static func emptyDepths(_ entries: [Measured]) -> Set<Int> {
        var depths: Set<Int> = []
        var (level, depth) = (entries, 1)
        while !level.isEmpty {
            let counted = level.filter { $0.place != nil && TitleWords.part(of: $0.title) == nil }
            if counted.filter(\.isEmpty).count * 2 >= counted.count { depths.insert(depth) }
            (level, depth) = (level.flatMap(\.children), depth + 1)
        }
        return depths
    }

    private func starts(
        of entries: [Measured], level: Int, parts: [String] = [], emptyDepths: Set<Int>
    ) -> [Start] {
        entries.flatMap { entry -> [Start] in
            let isOpened = isOpened(entry, isDepthEmpty: emptyDepths.contains(level))
            var starts: [Start] = []
            if let place = entry.place {
                starts.append(
                    Start(
                        position: place, title: entry.title, level: level, parts: parts,
                        joinsNext: isOpened && entry.isEmpty, isPageEmpty: entry.isPageEmpty))
            }
            guard isOpened else { return starts }
            return starts
                + self.starts(
                    of: entry.children, level: level + 1,
                    parts: parts + (entry.title.isEmpty ? [] : [entry.title]), emptyDepths: emptyDepths)
        }
    }

    private func isOpened(_ entry: Measured, isDepthEmpty: Bool) -> Bool {
        guard let child = entry.children.lazy.compactMap(\.place).first else { return false }
        guard let place = entry.place else { return true }
        if entry.total > ChapterStarts.longestCharacterCount { return true }
        return entry.isEmpty && (isDepthEmpty || order.page(at: child) != order.page(at: place))
    }
}
