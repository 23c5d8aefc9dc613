import Crypto
import Foundation
package import Ledger
import Texts

/// Whether what is to be made of a book's tracks, audiobook and playlist, is made.
package enum BookStanding: Hashable {
    /// Everything is made, from the tracks as they are now.
    case made
    /// So many chapters have to be done first.
    case waiting(chapters: Int)
    /// All chapters are done, and it is not made yet.
    case notMade

    /// What the ledger knows; whether the files are still there is for who can look.
    package init(_ book: BookRow) {
        let missing = book.missingChapterCount
        guard missing == 0 else {
            self = .waiting(chapters: missing)
            return
        }
        let hash = book.sourceHash
        let isMade = !book.files.isEmpty && book.files.allSatisfy { $0.madeFrom == hash }
        self = isMade ? .made : .notMade
    }

    /// What is to be said of it; nil where all is well.
    package var problem: String? {
        switch self {
        case .made: nil
        case .waiting(let chapters): "not made, it waits for \(chaptersNotDone(chapters))"
        case .notMade: "not made; run the batch again"
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
