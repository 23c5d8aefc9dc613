import Foundation

/// A book as a folder of texts, to be proof-read, edited and spoken from.
///
/// Each chapter is a UTF-8 file, `003 Title.txt`, with exactly what is spoken, voice marks with it:
/// blank lines part paragraphs, a single line break is kept as a line of verse. `book.json` says the
/// rest:
///
///     {
///       "format": "kling-batch book 1",
///       "title": "…", "authors": ["…"], "language": "en", "publisher": "…", "date": "1892",
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
public enum BookDump {
    /// The file that makes a folder a dump.
    public static let listName = "book.json"

    /// What `book.json` holds.
    struct List: Codable {
        static let currentFormat = "kling-batch book 1"

        var format: String
        var title: String?
        var authors: [String]?
        var language: String?
        var publisher: String?
        var date: String?
        var cover: Cover?
        var chapters: [ListedChapter]
        /// Tells whether the list was changed since it was written; nil in older dumps.
        var fingerprint: String?

        /// The list as it is written.
        func json() throws -> Data {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(self) + Data("\n".utf8)
        }

        /// The list with what tells it from an edited one.
        func signed() throws -> List {
            var list = self
            list.fingerprint = nil
            list.fingerprint = BookDump.fingerprint(try list.json())
            return list
        }

        /// The files that the dump has written beside the list.
        var files: [String] {
            chapters.map(\.file) + [cover?.file].compactMap { $0 }
        }
    }

    struct Cover: Codable {
        var file: String
        var mediaType: String
        var fingerprint: String?

        enum CodingKeys: String, CodingKey {
            case file
            case mediaType = "media_type"
            case fingerprint
        }
    }

    struct ListedChapter: Codable {
        var file: String
        var title: String?
        var level: Int?
        var number: Int?
        var headings: [Heading]?
        /// Tells whether the text was changed since it was written.
        var fingerprint: String?
    }

    /// The 64-bit FNV-1a hash of a text, in hexadecimal digits.
    ///
    /// Source: Fowler, Noll, Vo; http://www.isthe.com/chongo/tech/comp/fnv/.
    static func fingerprint(_ bytes: Data) -> String {
        let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return String(hash, radix: 16)
    }

    struct Heading: Codable {
        var level: Int
        var text: String
    }

    /// Whether a folder is a dumped book, be it damaged.
    public static func isDump(path: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/" + listName)
    }

    /// The list of a folder.
    static func list(in folder: String) throws(SpokenError) -> List {
        let path = folder + "/" + listName
        let list: List = try SmallFile.json(path) { .badDump(path: $0, reason: $1) }
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
