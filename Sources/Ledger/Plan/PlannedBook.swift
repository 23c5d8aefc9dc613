/// Names a book in its ledger.
package struct BookID: Hashable, Sendable, CustomStringConvertible {
    let value: Int64

    /// Its number in the ledger.
    package var description: String { "\(value)" }
}

/// A book as the plan hands it to the ledger.
package struct PlannedBook: Sendable {
    /// The file it was read from; one book each.
    package var source: String
    /// What it is and how its audiobook is made, as JSON of whoever makes it.
    package var description: String
    /// The picture on its front; nil if it has none.
    package var cover: [UInt8]?
    /// The picture's media type, such as `image/jpeg`.
    package var coverType: String?

    /// A book of these parts.
    package init(
        source: String, description: String, cover: [UInt8]? = nil, coverType: String? = nil
    ) {
        self.source = source
        self.description = description
        self.cover = cover
        self.coverType = coverType
    }
}

extension PlannedBook {
    init(_ row: any LedgerRow) {
        self.init(
            source: row["source"], description: row["description"], cover: row["cover"],
            coverType: row["cover_type"])
    }
}

extension PlanWriter {
    /// Adds a book, whose chapters are added after it.
    package func add(_ book: PlannedBook) throws -> BookID {
        let value: Int64 = try database.known(
            """
            INSERT INTO book (batch_id, generation, source, description, cover, cover_type)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (batch_id, source) DO UPDATE SET generation = excluded.generation,
                description = excluded.description, cover = excluded.cover,
                cover_type = excluded.cover_type
            RETURNING book_id
            """,
            [
                batch.value, generation, book.source, book.description, book.cover,
                book.coverType,
            ])
        return BookID(value: value)
    }
}
