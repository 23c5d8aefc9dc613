package import Foundation
import Texts

/// A book as a folder of texts, to be proof-read, edited and spoken from.
///
/// Each chapter is a UTF-8 file, `003 Title.txt`, with exactly what is spoken, voice marks with it:
/// blank lines part paragraphs, a single line break is kept as a line of verse. `book.json` says the
/// rest:
///
///     {
///       "format": "kling-batch book 1",
///       "title": "…", "authors": ["…"], "language": "en", "publisher": "…", "date": "1892",
///       "series": "…", "series_part": "2", "subjects": ["…"], "description": "…", "isbn": "…",
///       "cover": {"file": "cover.jpg", "media_type": "image/jpeg"},
///       "chapters": [
///         {"file": "001 Title.txt", "title": "Title", "level": 1, "number": 1,
///          "headings": [{"level": 1, "text": "CHAPTER I"}]}
///       ]
///     }
///
/// The order of `chapters` is the book's order. `number` is what the list of chapters showed; it is
/// not read back. `headings` are those paragraphs of the text that are headings, for voices by role.
/// A `.txt` file that is not listed is a further chapter: it comes after the listed one whose name
/// is the nearest before its own, so `002b New.txt` follows `002 ….txt`. Its name without the number
/// is its title.
package enum BookDump {
    /// The file that makes a folder a dump.
    package static let listName = "book.json"

    /// What `book.json` holds.
    package struct List: Codable {
        package static let currentFormat = "kling-batch book 1"

        var format: String
        var title: String?
        var authors: [String]?
        var language: String?
        var publisher: String?
        var date: String?
        var series: String?
        var seriesPart: String?
        var subjects: [String]?
        var description: String?
        var isbn: String?
        var asin: String?
        package var cover: Cover?
        package var chapters: [ListedChapter]
        /// Tells whether the list was changed since it was written; nil in older dumps.
        package var fingerprint: String?

        /// The list of a book with these chapters.
        package init(
            metadata: BookMetadata, cover: Cover?, chapters: [ListedChapter]
        ) {
            format = List.currentFormat
            title = metadata.title
            authors = metadata.authors
            language = metadata.language
            publisher = metadata.publisher
            date = metadata.date
            series = metadata.series?.name
            seriesPart = metadata.series?.part
            subjects = metadata.subjects.isEmpty ? nil : metadata.subjects
            description = metadata.summary
            isbn = metadata.isbn
            asin = metadata.asin
            self.cover = cover
            self.chapters = chapters
        }

        enum CodingKeys: String, CodingKey {
            case format, title, authors, language, publisher, date, series
            case seriesPart = "series_part"
            case subjects, description, isbn, asin, cover, chapters, fingerprint
        }

        /// What it says of the book.
        var metadata: BookMetadata {
            var metadata = BookMetadata(
                title: title, authors: authors ?? [], language: language, publisher: publisher,
                date: date)
            metadata.series = BookSeries(series, part: seriesPart)
            metadata.subjects = subjects ?? []
            metadata.summary = description
            metadata.isbn = isbn
            metadata.asin = asin
            return metadata
        }

        /// The list as it is written.
        package func json() throws -> Data {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(self) + Data("\n".utf8)
        }

        /// The list with what tells it from an edited one.
        package func signed() throws -> List {
            var list = self
            list.fingerprint = nil
            list.fingerprint = BookDump.fingerprint(try list.json())
            return list
        }

        /// The files that the dump has written beside the list.
        package var files: [String] {
            chapters.map(\.file) + [cover?.file].compactMap { $0 }
        }
    }

    package struct Cover: Codable {
        package var file: String
        var mediaType: String
        package var fingerprint: String?

        /// A picture's file.
        package init(file: String, mediaType: String, fingerprint: String?) {
            self.file = file
            self.mediaType = mediaType
            self.fingerprint = fingerprint
        }

        enum CodingKeys: String, CodingKey {
            case file
            case mediaType = "media_type"
            case fingerprint
        }
    }

    package struct ListedChapter: Codable {
        package var file: String
        var title: String?
        var level: Int?
        var number: Int?
        var headings: [Heading]?
        /// Tells whether the text was changed since it was written.
        package var fingerprint: String?

        /// A chapter that is about to be written.
        package init(
            file: String, title: String? = nil, level: Int? = nil, number: Int? = nil,
            headings: [Heading]? = nil
        ) {
            self.file = file
            self.title = title
            self.level = level
            self.number = number
            self.headings = headings
        }
    }

    /// A hash of a file's bytes, in hexadecimal digits.
    package static func fingerprint(_ bytes: Data) -> String {
        String(fnv1a(bytes), radix: 16)
    }

    package struct Heading: Codable {
        var level: Int
        var text: String

        /// A paragraph that is a heading.
        package init(level: Int, text: String) {
            self.level = level
            self.text = text
        }
    }

    /// Whether a folder is a dumped book, be it damaged.
    package static func isDump(path: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/" + listName)
    }

    /// The list of a folder.
    package static func list(in folder: String) throws(BookError) -> List {
        let path = folder + "/" + listName
        let list: List = try BookError.ofDump { () throws(TextError) in try SmallFile.json(path) }
        guard list.format == List.currentFormat else {
            throw .badDump(
                path: path,
                reason: "its format is `\(list.format)`, not `\(List.currentFormat)`; "
                    + "dump the book again")
        }
        for file in list.files where !isPlainName(file) {
            throw .badDump(
                path: path, reason: "`\(file)` is no name of a file in the same folder")
        }
        return list
    }

    private static func isPlainName(_ name: String) -> Bool {
        !name.isEmpty && name != "." && name != ".." && name != listName
            && !name.contains { $0 == "/" || $0 == "\\" || $0 == "\0" }
    }
}

extension BookError {
    /// Gives what the body gives; a file that cannot be read makes the dump unusable.
    static func ofDump<Value>(_ body: () throws(TextError) -> Value) throws(BookError) -> Value {
        do {
            return try body()
        } catch {
            switch error {
            case .unreadable(let path, let reason): throw .unreadable(path: path, reason: reason)
            case .malformed(let place, let message): throw .badDump(path: place, reason: message)
            case .unknownEncoding(let name): throw .badDump(path: name, reason: "\(error)")
            }
        }
    }
}
