package import Books
import Texts

/// The chapters of a book that are spoken, with their numbers, and what is left out.
package struct ChapterList: Sendable {
    /// A chapter with its number and what stands above it.
    package struct Item: Hashable, Sendable {
        /// Its number among the chapters that are spoken, from 1.
        package let number: Int
        /// The titles above it in the table of contents, the outermost first, else those of the
        /// chapters of the body before it that are less deep.
        package let parts: [String]
        /// What its track is called: its title, with the titles above it where several chapters
        /// would be called alike; nil if it has no title.
        package fileprivate(set) var title: String?
        /// The chapter.
        package let chapter: Chapter

        /// A chapter of this number, called by its own title.
        package init(number: Int, parts: [String] = [], chapter: Chapter) {
            self.number = number
            self.parts = parts
            self.chapter = chapter
            title = chapter.title
        }

        /// The nearest title above it; nil for none.
        package var part: String? { parts.last }
    }

    /// A chapter of front or back matter that is not spoken.
    package struct Unspoken: Hashable, Sendable {
        /// The number of the last chapter before it that is spoken; 0 for none.
        package let previous: Int
        /// The chapter.
        package let chapter: Chapter
    }

    /// The chapters in the book's order.
    package let items: [Item]
    /// The front and back matter that is not spoken, in the book's order.
    package let unspoken: [Unspoken]
    /// What the book left out and, after it, the chapters of front and back matter.
    package let leftOut: [LeftOut]

    /// The chapters of a book: its body, and the matter that is brought back.
    ///
    /// A chapter without a letter or a digit is not one; it gets no number.
    package init(of book: Book, including matter: Set<Chapter.Matter> = []) {
        var items: [Item] = []
        var unspoken: [Unspoken] = []
        var leftOut = book.leftOut
        var above: [(level: Int, title: String?)] = []
        for chapter in book.chapters {
            above.removeAll { $0.level >= chapter.level }
            let parts = chapter.parts.isEmpty ? above.compactMap(\.title) : chapter.parts
            if chapter.matter == .body { above.append((chapter.level, chapter.title)) }
            let isWanted = chapter.matter == .body || matter.contains(chapter.matter)
            if isWanted, chapter.blocks.contains(where: { $0.text.saysSomething }) {
                items.append(Item(number: items.count + 1, parts: parts, chapter: chapter))
            } else if !chapter.blocks.isEmpty {
                leftOut.append(ChapterList.leftOut(chapter, isWanted: isWanted))
                unspoken.append(Unspoken(previous: items.count, chapter: chapter))
            }
        }
        for (index, title) in PartTitles.titles(of: items).enumerated() {
            items[index].title = title
        }
        self.items = items
        self.unspoken = unspoken
        self.leftOut = leftOut
    }

    /// The chapters that are wanted, each under the number it has among all.
    ///
    /// Throws ``SpokenError/badSelection(_:reason:)`` for a number that no chapter has.
    package func selected(_ selection: ChapterSelection) throws(SpokenError) -> [Item] {
        try selection.check(chapterCount: items.count)
        return items.filter { selection.contains($0.number) }
    }

    private static func leftOut(_ chapter: Chapter, isWanted: Bool) -> LeftOut {
        let reason: LeftOut.Reason =
            isWanted ? .mark : chapter.matter == .front ? .frontMatter : .backMatter
        let text = chapter.blocks.map(\.text).joined(separator: SpokenChapter.joiner)
        return LeftOut(reason, place: chapter.title ?? "\(chapter.place)", text: text)
    }
}

extension Chapter.Matter {
    /// Reads what `--include` names: `front`, `back` or both, parted by commas.
    ///
    /// Throws ``SpokenError/badSelection(_:reason:)`` for any other word.
    package static func included(_ text: String) throws(SpokenError) -> Set<Chapter.Matter> {
        var included: Set<Chapter.Matter> = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            let name = word.filter { !$0.isWhitespace }.lowercased()
            guard let matter = Chapter.Matter(rawValue: name) else {
                throw .badSelection(
                    text, reason: "`\(word)` is no part of a book; there are front and back")
            }
            included.insert(matter)
        }
        return included
    }
}
