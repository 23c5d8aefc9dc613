import JobLists
import MP3

/// Which folders a book's files go into.
package enum BookLayout: String, CaseIterable, Sendable {
    /// Tracks, audiobook and playlist in one folder.
    case plain
    /// The audiobook in `Author/Series/Title`, as audiobookshelf's scanner reads folders, and the tracks
    /// where no scanner looks.
    case abs

    /// The folder for tracks below that of a library; scanners pass over names that begin with a dot.
    ///
    /// Source: audiobookshelf, `server/utils/fileUtils.js` (`recurseFiles`).
    static let trackFolder = ".tracks"
}

/// The folder that audiobookshelf reads author, series, number, year and title of a book from.
///
/// `Author/Series/Vol 2 - 1995 - Title`, with what is not known left out: without an author the series
/// too, because its folder would be taken for the author's. Source: audiobookshelf's documentation,
/// "Book library structure", and its scanner (`server/utils/scandir.js`).
struct LibraryFolder {
    /// The path below the library's folder.
    let path: String
    /// What the audiobook's file is called, without ending.
    let fileStem: String

    init(_ book: BookDescription) {
        var folders: [String] = []
        if let author = Self.name(book.authors.joined(separator: ", ")) {
            folders.append(author)
            if let series = book.series.flatMap(Self.name) { folders.append(series) }
        }
        var words: [String] = []
        if folders.count == 2, let part = book.seriesPart, Self.isSequence(part) {
            words.append("Vol \(part)")
        }
        if let year = book.date.flatMap(AudiobookTags.year) { words.append(year) }
        folders.append(Self.name((words + [book.title]).joined(separator: " - ")) ?? "Untitled")
        path = folders.joined(separator: "/")
        fileStem = Self.name(book.title) ?? "audiobook"
    }

    /// A folder's name; nil where nothing is left to name it by.
    ///
    /// A colon becomes a hyphen, as audiobookshelf itself has it; one that began with a dot would be
    /// passed over.
    private static func name(_ words: String) -> String? {
        let words = words.split(separator: ": ").joined(separator: " - ")
        guard let name = OutputName.safeName(words, extension: "") else { return nil }
        return name.hasPrefix(".") ? "_" + name.dropFirst() : name
    }

    /// Whether the scanner reads a number in a folder's name: up to three digits, and two of a fraction.
    private static func isSequence(_ part: String) -> Bool {
        part.wholeMatch(of: /[0-9]{1,3}(\.[0-9]{1,2})?/) != nil
    }
}
