import Books
import Ledger
import Narration
package import ReadAlong

/// What stands in a book's read-along book, as the ledger keeps it.
///
/// The book's file may be gone or changed by the time that the last chapter is done.
package struct ReadAlongText: StoredForm {
    /// The language of the text as a BCP 47 tag; nil where it is not known.
    package var language: String?
    /// Its pages in order.
    package var pages: [ReadAlongPage] = []

    /// The ending of its file.
    package static let fileEnding = ".epub"

    /// Reads a text that any version wrote.
    package init(from decoder: any Decoder) throws {
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.language, into: &language)
        members.read(.pages, into: &pages)
    }

    /// The pages of a book as it is going to be spoken: one a track, and what is there to be read alone
    /// where the book has it.
    init(_ book: SpokenBook) {
        language = book.language
        var silent = book.unspoken[...]
        for (index, group) in book.groups.enumerated() {
            let first = group.chapters.first?.number ?? 0
            while let matter = silent.first, matter.previous < first {
                pages.append(ReadAlongPage(matter.chapter))
                silent.removeFirst()
            }
            pages.append(ReadAlongPage(group, track: index + 1))
        }
        pages += silent.map { ReadAlongPage($0.chapter) }
        // Of one chapter among many, the notes of all would be most of the book.
        guard book.holdsAllChapters else { return }
        pages += [.listed(.note, "Notes", of: book), .listed(.code, "Listings", of: book)]
            .compactMap { $0 }
    }
}

extension ReadAlongPage {
    /// Chapters that share a track.
    fileprivate init(_ group: ChapterGroup, track: Int) {
        var entries: [Entry] = []
        var passages: [ReadAlongPassage] = []
        for chapter in group.chapters {
            entries.append(
                Entry(
                    title: chapter.title ?? "\(chapter.number)", level: chapter.level,
                    passage: passages.count))
            passages += chapter.passages.map {
                ReadAlongPassage($0.kind, written: $0.written, spoken: $0.spoken)
            }
        }
        self.init(title: group.title, track: track, entries: entries, passages: passages)
    }

    /// Matter that is not spoken.
    fileprivate init(_ chapter: Chapter) {
        self.init(
            title: chapter.title,
            entries: chapter.title.map { [Entry(title: $0, level: chapter.level, passage: 0)] }
                ?? [],
            passages: chapter.blocks.map { ReadAlongPassage($0.kind, written: $0.text) })
    }

    /// What was left out for a reason, below the places where it stood; nil where there is nothing.
    fileprivate static func listed(
        _ reason: LeftOut.Reason, _ title: String, of book: SpokenBook
    ) -> ReadAlongPage? {
        var passages: [ReadAlongPassage] = []
        var place: String?
        for piece in book.leftOut where piece.reason == reason && !piece.text.isEmpty {
            if piece.place != place {
                passages.append(ReadAlongPassage(.heading, level: 2, written: piece.place))
                place = piece.place
            }
            passages.append(
                ReadAlongPassage(reason == .code ? .code : .paragraph, written: piece.text))
        }
        guard !passages.isEmpty else { return nil }
        passages.insert(ReadAlongPassage(.heading, level: 1, written: title), at: 0)
        return ReadAlongPage(
            title: title, entries: [Entry(title: title, level: 1, passage: 0)], passages: passages)
    }
}

extension ReadAlongPassage {
    fileprivate init(_ kind: Block.Kind, written: String, spoken: String? = nil) {
        let level: Int? = if case .heading(let level) = kind { level } else { nil }
        self.init(Kind(kind), level: level, written: written, spoken: spoken)
    }
}

extension ReadAlongPassage.Kind {
    fileprivate init(_ kind: Block.Kind) {
        self =
            switch kind {
            case .heading: .heading
            case .paragraph: .paragraph
            case .verse: .verse
            case .tableRow: .tableRow
            case .code: .code
            }
    }
}
