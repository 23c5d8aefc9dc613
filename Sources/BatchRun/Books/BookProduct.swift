import BatchPlanning
package import Ledger
import Texts

/// What is made of a book's tracks; each is made, kept and told of by itself.
package enum BookProduct: CaseIterable, Sendable {
    /// The audiobook, and what a library's program reads beside it.
    case audiobook
    /// The playlist, and the words with times.
    case texts
    /// The read-along book.
    case readAlong

    /// Its name in a sentence.
    var name: String {
        switch self {
        case .audiobook: "the audiobook"
        case .texts: "the playlist"
        case .readAlong: "the read-along book"
        }
    }

    /// The one that a file of a book belongs to.
    init(of file: String, in book: BookDescription) {
        let isText = [".m3u8", ".lrc", ".vtt"].contains { file.hasSuffix($0) }
        self = file == book.readAlongName ? .readAlong : isText ? .texts : .audiobook
    }
}

extension BookDescription {
    /// What is to be made of its tracks.
    var products: [BookProduct] {
        BookProduct.allCases.filter { product in
            switch product {
            case .audiobook: audiobook != nil
            case .texts: true
            case .readAlong: makesReadAlong
            }
        }
    }

    /// The read-along book's file.
    var readAlongName: String { name + ReadAlongText.fileEnding }
}

extension BookRow {
    /// The files that were made of the chapters as they are now; none while chapters are missing.
    package var currentFiles: [BookFile] {
        guard missingChapterCount == 0 else { return [] }
        let hash = sourceHash
        return files.filter { $0.madeFrom == hash }
    }

    /// The files of what is made by now.
    func madeProducts(_ description: BookDescription) -> [BookProduct: [BookFile]] {
        Dictionary(grouping: currentFiles) { BookProduct(of: $0.file.file, in: description) }
    }
}
