import BatchPlanning
import Foundation
import Ledger
import Reports
import Texts

/// A book as a page shows it: what it is, and what was made of it.
struct BookPage {
    /// The file it was read from.
    let source: String
    let description: BookDescription
    let account: BookAccount
    /// The cover as an address that holds it; nil where there is none that a page can show.
    let cover: String?

    /// Kinds of pictures that browsers show, by the first bytes of their files.
    private static let pictures: [(type: String, start: [UInt8])] = [
        ("image/jpeg", [0xFF, 0xD8, 0xFF]), ("image/png", [0x89, 0x50, 0x4E, 0x47]),
        ("image/gif", [0x47, 0x49, 0x46, 0x38]),
    ]

    /// A picture may be so large, in bytes.
    private static let maximumCover = 4_000_000

    /// The books of a batch's latest plan.
    static func all(
        of row: BatchRow, _ account: BatchAccount, in reader: LedgerReader
    ) throws -> [BookPage] {
        let books = try reader.books(of: row.batch).compactMap { book in
            BookDescription(json: book.planned.description).map { (book.planned, $0) }
        }
        return zip(books, account.books).map { book, account in
            BookPage(
                source: book.0.source, description: book.1, account: account,
                cover: book.0.cover.flatMap(address(ofPicture:)))
        }
    }

    private static func address(ofPicture bytes: [UInt8]) -> String? {
        guard bytes.count <= maximumCover,
            let type = pictures.first(where: { bytes.starts(with: $0.start) })?.type
        else { return nil }
        return "data:\(type);base64,\(Data(bytes).base64EncodedString())"
    }

    /// What stands above its chapters.
    func values(anchor: String, files: PageAddress) -> PageValues {
        var values: PageValues = [
            "anchor": anchor, "title": account.title, "hasFiles": !account.files.isEmpty,
            "files": account.files.map {
                ["file": $0, "address": files.address(of: $0)] as PageValues
            },
            "hasEarlier": !account.earlierFiles.isEmpty, "earlier": account.earlierFiles,
            "hasLexicon": !account.lexicon.isEmpty, "lexiconCount": account.lexicon.count,
            "lexicon": account.lexicon.map {
                ["word": $0.word, "spoken": $0.spoken, "count": $0.count] as PageValues
            },
            "hasLeftOut": !account.leftOut.isEmpty,
            "leftOutCount": counted(account.leftOut.reduce(0) { $0 + $1.count }, "place"),
            "leftOut": account.leftOut.map {
                ["reason": $0.reason, "count": $0.count, "characters": $0.characters] as PageValues
            },
        ]
        if !description.authors.isEmpty {
            values["byline"] = description.authors.joined(separator: ", ")
        }
        values["narrator"] = description.narrator
        values["problem"] = account.problem
        values["cover"] = cover
        return values
    }
}
