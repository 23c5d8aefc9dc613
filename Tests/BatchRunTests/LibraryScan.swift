/// A library's folder as audiobookshelf's scanner takes it apart.
///
/// Written from its documentation, "Book library structure" and the guide "Book scanner": what begins
/// with a dot is passed over, each folder that holds audio is a book, and the last three folders are
/// author, series and title; the title's may begin with the number in the series and the year, with
/// ` - ` behind each, and the number counts only where there is a series.
struct LibraryScan {
    struct Book: Equatable {
        var folder: String
        var author: String?
        var series: String?
        var sequence: String?
        var year: String?
        var title: String
        var audioCount: Int
    }

    private(set) var books: [Book] = []

    private static let audioEndings = ["m4b", "mp3", "opus", "m4a", "ogg", "flac"]

    /// The books among files, named from the library's folder.
    init(_ files: [String]) {
        var counts: [String: Int] = [:]
        for file in files {
            var parts = file.split(separator: "/").map(String.init)
            guard !parts.contains(where: { $0.hasPrefix(".") }), let name = parts.popLast(),
                Self.audioEndings.contains(where: { name.hasSuffix("." + $0) })
            else { continue }
            counts[parts.joined(separator: "/"), default: 0] += 1
        }
        books = counts.sorted { $0.key < $1.key }.map { Self.book($0.key, $0.value) }
    }

    private static func book(_ folder: String, _ audioCount: Int) -> Book {
        var folders = folder.split(separator: "/").map(String.init)
        var words = (folders.popLast() ?? "").components(separator: " - ")
        let series = folders.count > 1 ? folders.popLast() : nil
        var book = Book(
            folder: folder, author: folders.popLast(), series: series, title: "",
            audioCount: audioCount)
        if series != nil, words.count > 1, words[0].lowercased().hasPrefix("vol ") {
            book.sequence = String(words.removeFirst().dropFirst(4))
        }
        if words.count > 1, words[0].count == 4, words[0].allSatisfy(\.isNumber) {
            book.year = words.removeFirst()
        }
        book.title = words.joined(separator: " - ")
        return book
    }
}

extension String {
    fileprivate func components(separator: String) -> [String] {
        split(separator: separator).map(String.init)
    }
}
