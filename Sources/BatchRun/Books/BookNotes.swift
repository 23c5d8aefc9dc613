import Books
public import RunLedger

/// What a report says of each book beyond its jobs: what was made, which words of the lexicon were
/// spoken, and what was left out.
public struct BookNotes: Sendable {
    /// The book's title.
    public let title: String
    /// The files that were made of it, below the output folder.
    public let files: [String]
    /// Words of the lexicon with their spoken forms and how often they were spoken.
    public let lexicon: [String]
    /// Why something is not spoken, and how much.
    public let leftOut: [String]

    /// The books of a batch's latest plan.
    public static func all(of batch: BatchID, in reader: LedgerReader) throws -> [BookNotes] {
        try reader.books(of: batch).compactMap { row in
            BookDescription(json: row.planned.description).map { BookNotes($0, row) }
        }
    }

    private init(_ book: BookDescription, _ row: BookRow) {
        title = book.title
        files = row.files.map(\.file.file)
        lexicon = book.lexicon.map { "\($0.word) → \($0.spoken) (\($0.count))" }
        leftOut = book.leftOut.map { "\($0.reason) (\($0.characters) characters)" }
    }
}
