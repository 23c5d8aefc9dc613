import Audiobooks
import BatchPlanning
import Foundation
import MP3
import SystemPackage

/// What audiobookshelf reads beside an audiobook: `metadata.json`, `desc.txt` and the cover.
///
/// Source: audiobookshelf's guide "Book scanner"; the members of `metadata.json` are those that its
/// scanner takes (`server/utils/generators/abmetadataGenerator.js`).
struct LibraryFiles {
    /// Names within the output folder, and what the files hold.
    let contents: [(name: String, bytes: [UInt8])]

    init(_ book: BookShelf.Book, _ audiobooks: [StoredAudiobook]) throws {
        let folder = FilePath(book.description.name).removingLastComponent()
        func name(_ file: String) -> String { folder.appending(file).string }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let metadata = try encoder.encode(LibraryMetadata(book, audiobooks)) + Data("\n".utf8)
        var contents: [(name: String, bytes: [UInt8])] = [
            (name("metadata.json"), Array(metadata))
        ]
        if let summary = book.tags.details.summary {
            contents.append((name("desc.txt"), Array("\(summary)\n".utf8)))
        }
        if let cover = book.tags.cover {
            let ending = cover.mediaType == "image/png" ? "png" : "jpg"
            contents.append((name("cover.\(ending)"), cover.bytes))
        }
        self.contents = contents
    }

    /// Whether a book's file is one that a library's program, or a person in it, may write anew.
    static func mayBeEdited(_ name: String) -> Bool {
        let file = FilePath(name).lastComponent?.string ?? ""
        return ["metadata.json", "desc.txt", "cover.jpg", "cover.png"].contains(file)
    }
}

/// The members of audiobookshelf's `metadata.json`; what is not known is left out.
private struct LibraryMetadata: Encodable {
    let title: String
    let authors: [String]
    let narrators: [String]
    let series: [String]
    let genres: [String]
    let publishedYear: String?
    let publisher: String?
    let description: String?
    let isbn: String?
    let asin: String?
    let language: String?
    let chapters: [Chapter]

    struct Chapter: Encodable {
        let id: Int
        /// In seconds from the book's beginning, over all its files.
        let start: Double
        let end: Double
        let title: String
    }

    init(_ book: BookShelf.Book, _ audiobooks: [StoredAudiobook]) {
        let description = book.description
        let details = book.tags.details
        title = description.title
        authors = description.authors
        narrators = [description.narrator].compactMap { $0 }
        series = [details.grouping].compactMap { $0 }
        genres = details.subjects
        publishedYear = book.tags.year
        publisher = book.tags.publisher
        self.description = details.summary
        isbn = details.isbn
        asin = details.asin
        language = book.tags.language
        chapters = Self.chapters(of: audiobooks)
    }

    private static func chapters(of audiobooks: [StoredAudiobook]) -> [Chapter] {
        var chapters: [Chapter] = []
        var start = Duration.zero
        for file in audiobooks {
            for mark in file.marks {
                chapters.append(
                    Chapter(
                        id: chapters.count, start: seconds(start + mark.start),
                        end: seconds(start + mark.start + mark.duration), title: mark.title))
            }
            start += file.duration
        }
        return chapters
    }

    /// Milliseconds are enough, and read well.
    private static func seconds(_ time: Duration) -> Double {
        (time / .milliseconds(1)).rounded() / 1000
    }
}
