package import BatchPlanning
import BatchRun
import Foundation
import Ledger

/// What a batch says of a book beyond its jobs: what was made, which words of the lexicon were
/// spoken, and what was left out.
package struct BookAccount: Sendable {
    /// The book's title.
    package let title: String
    /// The files that were made of it, below the output folder.
    package let files: [String]
    /// Files that were made of it before, are no part of it any more, and are still there, below the
    /// output folder.
    package let earlierFiles: [String]
    /// What of the audiobook, the playlist and the read-along book is not made, in a sentence; nil where all is.
    package let problem: String?
    /// Words of the lexicon that were spoken.
    package let lexicon: [BookDescription.Word]
    /// What is not spoken, by why.
    package let leftOut: [BookDescription.Omission]

    /// The books of a batch's latest plan.
    static func all(of batch: BatchRow, in reader: LedgerReader) throws -> [BookAccount] {
        try reader.books(of: batch.batch).compactMap { row in
            BookDescription(json: row.planned.description).map {
                BookAccount($0, row, folder: batch.outputFolder)
            }
        }
    }

    private init(_ book: BookDescription, _ row: BookRow, folder: String) {
        title = book.title
        problem = BookStanding(row, book).problem
        let made = row.currentFiles.map(\.file.file)
        files = made
        let earlier = row.earlierFiles.map(\.file) + row.files.map(\.file.file)
        earlierFiles = earlier.filter { !made.contains($0) }.filter {
            FileManager.default.fileExists(atPath: folder + "/" + $0)
        }
        lexicon = book.lexicon
        leftOut = book.leftOut
    }
}
