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
/// 3. it is longer than a track should be;
/// 4. it stands alone above all others, which are numbered or were found as headings only, so that
///    it is the book and no chapter of it.
///
/// Siblings are opened alike (``SiblingEntries``).
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
    private let areHeadings: Bool

    /// The starts that the entries give, in reading order, no two at one place.
    ///
    /// - Parameter areHeadings: whether nobody made the entries: they are the text's headings.
    static func chosen(
        from entries: [ContentsEntry], in order: ReadingOrder, areHeadings: Bool = false
    ) -> [Start] {
        let chooser = ChapterStarts(entries, order, areHeadings: areHeadings)
        let measured = entries.map(chooser.measured)
        let starts = chooser.starts(
            of: measured, level: 1, isWhole: true, siblings: chooser.siblings(measured))
        var chosen: [Start] = []
        // An opened entry and its first child may lead to one place: the child names the chapter.
        // Of others, the one does whose title stands there as a heading.
        for start in starts.enumerated().sorted(by: {
            ($0.element.position, $0.offset) < ($1.element.position, $1.offset)
        }).map(\.element) {
            if let last = chosen.last, last.position == start.position {
                if last.joinsNext || last.isPageEmpty
                    || order.isTitled(start) && !order.isTitled(last)
                {
                    chosen[chosen.count - 1] = start
                }
            } else {
                chosen.append(start)
            }
        }
        return chosen
    }

    private init(_ entries: [ContentsEntry], _ order: ReadingOrder, areHeadings: Bool) {
        self.order = order
        self.areHeadings = areHeadings
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

        func sibling(level: Int) -> SiblingEntries.Kind {
            SiblingEntries.Kind(level: level, title: title, below: children.map(\.title))
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

    /// - Parameter isWhole: whether the entries are all that the book has, but for front matter.
    private func starts(
        of entries: [Measured], level: Int, parts: [String] = [], isWhole: Bool,
        siblings: SiblingEntries
    ) -> [Start] {
        let own = entries.filter { TitleWords.part(of: $0.title) == nil }
        let lone = isWhole && own.count == 1 ? own.first : nil
        return entries.flatMap { entry -> [Start] in
            let isBook = entry.place == lone?.place && lone.map(isBook) == true
            let isOpened = isBook || isOpened(entry, level: level, siblings: siblings)
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
                    parts: isBook || entry.title.isEmpty ? parts : parts + [entry.title],
                    isWhole: isBook, siblings: siblings)
        }
    }

    /// Whether an entry is the book itself, if nothing stands beside it: several chapters are below
    /// it, and no number makes it one of many.
    private func isBook(_ entry: Measured) -> Bool {
        guard !TitleShape(entry.title).isNumbered else { return false }
        let numbered = entry.children.count { TitleShape($0.title).isNumbered }
        return entry.children.contains(where: isBook)
            || entry.children.count > 1 && (areHeadings || numbered * 2 >= entry.children.count)
    }

    private func isOpened(_ entry: Measured, level: Int, siblings: SiblingEntries) -> Bool {
        guard entry.children.contains(where: { $0.place != nil }) else { return false }
        if entry.place == nil || entry.total > ChapterStarts.longestCharacterCount { return true }
        return siblings.areOpened(entry.sibling(level: level))
            || isEmptied(entry, isDepthEmpty: siblings.emptyDepths.contains(level))
    }

    /// Whether an entry by itself is to be opened because it has next to no text of its own.
    private func isEmptied(_ entry: Measured, isDepthEmpty: Bool) -> Bool {
        guard entry.isEmpty, let place = entry.place,
            let child = entry.children.lazy.compactMap(\.place).first
        else { return false }
        return isDepthEmpty || order.page(at: child) != order.page(at: place)
    }

    private func siblings(_ entries: [Measured]) -> SiblingEntries {
        var siblings = SiblingEntries(emptyDepths: ChapterStarts.emptyDepths(entries))
        var (level, depth) = (entries, 1)
        while !level.isEmpty {
            let isDepthEmpty = siblings.emptyDepths.contains(depth)
            for entry in level where entry.place != nil && !entry.children.isEmpty {
                siblings.add(
                    entry.sibling(level: depth),
                    isOpened: isEmptied(entry, isDepthEmpty: isDepthEmpty))
            }
            (level, depth) = (level.flatMap(\.children), depth + 1)
        }
        return siblings
    }
}

extension ReadingOrder {
    /// Whether a start's title stands where it begins, as a heading.
    fileprivate func isTitled(_ start: ChapterStarts.Start) -> Bool {
        guard start.position < pieces.count, pieces[start.position].isHeading else { return false }
        return ChapterCutter.key(pieces[start.position].block.text)
            == ChapterCutter.key(start.title)
    }
}
