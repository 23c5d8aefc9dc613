package import BatchPlanning
import Crypto
import Foundation
package import Ledger
import Texts

/// Whether what is to be made of a book's tracks is made.
package enum BookStanding: Hashable {
    /// Everything is made, from the tracks as they are now.
    case made
    /// So many chapters have to be done first.
    case waiting(chapters: Int)
    /// All chapters are done, and these are not made yet.
    case missing([BookProduct])

    /// What the ledger knows; whether the files are still there is for who can look.
    package init(_ book: BookRow, _ description: BookDescription) {
        let chapters = book.missingChapterCount
        guard chapters == 0 else {
            self = .waiting(chapters: chapters)
            return
        }
        let made = book.madeProducts(description)
        let missing = description.products.filter { made[$0] == nil }
        self = missing.isEmpty ? .made : .missing(missing)
    }

    /// What is to be said of it; nil where all is well.
    package var problem: String? {
        switch self {
        case .made: return nil
        case .waiting(let chapters):
            return "the audiobook is not made, it waits for \(chaptersNotDone(chapters))"
        case .missing(let products):
            let verb = products.count == 1 ? "is" : "are"
            let names = products.map(\.name).joined(separator: " and ")
            return "\(names) \(verb) not made; run the batch again"
        }
    }
}

extension BookRow {
    /// All that a book's files are made from, in one hash.
    var sourceHash: [UInt8] {
        var hasher = SHA256()
        hasher.update(data: Data(withoutVersion(planned.description).utf8))
        hasher.update(data: planned.cover ?? [])
        for chapter in chapters {
            hasher.update(data: chapter.track?.sha256 ?? [])
            hasher.update(data: Data("\(chapter.output)\0\(chapter.title ?? "")\0".utf8))
        }
        return Array(hasher.finalize())
    }
}

/// So many chapters, in words.
func chaptersNotDone(_ number: Int) -> String {
    "\(counted(number, "chapter")) that \(number == 1 ? "is" : "are") not done"
}
