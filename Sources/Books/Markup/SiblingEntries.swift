/// Which entries of a table of contents are opened because their like are.
///
/// Siblings are entries of one depth whose titles have one shape with a number in it: `Act I`,
/// `Act II`. If one of them is opened for having no text of its own, all are: a prologue makes no
/// act a single chapter. Entries without numbers are siblings where what is below them is numbered
/// alike, and are opened where most of them are.
struct SiblingEntries {
    /// What entries have in common that are siblings.
    struct Kind: Hashable {
        private let level: Int
        private let shapes: Set<TitleShape>
        fileprivate let isNumbered: Bool
        /// Whether anything makes it one of many.
        fileprivate var isKnown: Bool { !shapes.isEmpty }

        init(level: Int, title: String, below titles: [String]) {
            let shape = TitleShape(title)
            self.level = level
            isNumbered = shape.isNumbered
            shapes = isNumbered ? [shape] : Set(titles.map(TitleShape.init).filter(\.isNumbered))
        }
    }

    /// The depths at which at least half of the entries have no text of their own.
    let emptyDepths: Set<Int>
    private var counts: [Kind: (all: Int, opened: Int)] = [:]

    init(emptyDepths: Set<Int>) {
        self.emptyDepths = emptyDepths
    }

    /// Adds an entry with others below it.
    mutating func add(_ kind: Kind, isOpened: Bool) {
        counts[kind, default: (0, 0)].all += 1
        if isOpened { counts[kind, default: (0, 0)].opened += 1 }
    }

    /// Whether all entries of a kind are opened; else each is looked at by itself.
    func areOpened(_ kind: Kind) -> Bool {
        guard kind.isKnown, let (all, opened) = counts[kind] else { return false }
        return kind.isNumbered ? opened > 0 : opened * 2 > all
    }
}
