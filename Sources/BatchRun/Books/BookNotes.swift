import BatchPlanning
package import Ledger
package import Reports

/// What a report says of each book beyond its jobs: what was made, which words of the lexicon were
/// spoken, and what was left out.
package struct BookNotes: Sendable {
    /// The book's title.
    package let title: String
    /// The files that were made of it, below the output folder.
    package let files: [String]
    /// Files that were made of it before and are no part of it any more, below the output folder.
    package let earlierFiles: [String]
    /// Why the audiobook and the playlist are not made; nil where they are.
    package let problem: String?
    private let book: BookDescription

    /// Words of the lexicon with their spoken forms and how often they were spoken.
    package var lexicon: [String] {
        book.lexicon.map { "\($0.word) → \($0.spoken) (\($0.count))" }
    }

    /// Why something is not spoken, and how much.
    package var leftOut: [String] {
        book.leftOut.map { "\($0.reason) (\($0.characters) characters)" }
    }

    /// The notes for JSON.
    package var row: ReportRow {
        var row = ReportRow()
        row.add("title", .text(title))
        row.add("problem", problem.map { .text($0) } ?? .none)
        row.add("files", .rows(files.map { ReportRow([("file", .text($0))]) }))
        row.add(
            "lexicon",
            .rows(
                book.lexicon.map {
                    ReportRow([
                        ("word", .text($0.word)), ("spoken", .text($0.spoken)),
                        ("count", .count($0.count)),
                    ])
                }))
        row.add(
            "left_out",
            .rows(
                book.leftOut.map {
                    ReportRow([
                        ("reason", .text($0.reason)), ("count", .count($0.count)),
                        ("characters", .count($0.characters)),
                    ])
                }))
        return row
    }

    /// The books of a batch's latest plan.
    package static func all(of batch: BatchID, in reader: LedgerReader) throws -> [BookNotes] {
        try reader.books(of: batch).compactMap { row in
            BookDescription(json: row.planned.description).map { BookNotes($0, row) }
        }
    }

    private init(_ book: BookDescription, _ row: BookRow) {
        title = book.title
        let standing = BookStanding(row)
        problem = standing.problem
        files = standing == .made ? row.files.map(\.file.file) : []
        earlierFiles =
            row.earlierFiles.map(\.file) + (standing == .made ? [] : row.files.map(\.file.file))
        self.book = book
    }
}
