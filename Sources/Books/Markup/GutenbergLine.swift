import Texts

/// The lines by which Project Gutenberg marks where a book begins and ends in its file.
///
/// `*** START OF THE PROJECT GUTENBERG EBOOK`, with or without spaces; in the oldest files the end
/// of the small print, `*END*THE SMALL PRINT`. The end is `*** END OF`, and before that line or in
/// its place `End of Project Gutenberg's`, in older files also in the book's language.
enum GutenbergLine {
    case start, end

    /// The mark that a text begins with; nil for any other text.
    init?(_ text: some StringProtocol) {
        guard let first = text.utf8.first, "*EFSL".utf8.contains(first),
            GutenbergLine.openings.contains(where: { text.hasPrefix($0) })
        else { return nil }
        let isStarred = first == UInt8(ascii: "*")
        // The last words of a book stand before stars: `THE END *** END OF`.
        let line = text.prefix(100).prefix { $0 != "\n" && (isStarred || $0 != "*") }
        let key = ChapterCutter.key(String(line))
        if isStarred, GutenbergLine.starts.contains(where: key.hasPrefix) {
            self = .start
        } else if let end = GutenbergLine.ends.first(where: key.hasPrefix),
            GutenbergLine.names.contains(where: key.dropFirst(end.count).prefix(34).contains)
        {
            self = .end
        } else {
            return nil
        }
    }

    private static let openings = [
        "*", "End", "END", "Ende", "ENDE", "Fin", "FIN", "Fine", "FINE", "Einde", "Slut", "Loppu",
    ]
    private static let starts = [
        "startoftheprojectgutenberg", "startofthisprojectgutenberg", "startofprojectgutenberg",
        "endthesmallprint",
    ]
    private static let ends = ["endof", "end", "fine", "fin", "einde", "slut", "loppu"]
    private static let names = ["projectgutenberg", "projektgutenberg", "projetgutenberg"]

    /// A text cut before each mark in it, and behind a mark where the text begins; the text alone
    /// if it has none inside.
    static func parts(of text: String) -> [String] {
        var parts: [Substring] = []
        var (partStart, at) = (text.startIndex, text.startIndex)
        while at < text.endIndex {
            let isOpen = at == text.startIndex || "*\n ".contains(text[text.index(before: at)])
            guard isOpen, let mark = GutenbergLine(text[at...]),
                at == text.startIndex || text[text.index(before: at)] != "*"
            else {
                at = text.index(after: at)
                continue
            }
            parts.append(text[partStart..<at])
            let end = mark == .start ? lineEnd(in: text, from: at) : text.endIndex
            parts.append(text[at..<end])
            (partStart, at) = (end, end)
        }
        parts.append(text[partStart...])
        return parts.map { $0.trimmedSpaces }.filter { !$0.isEmpty }
    }

    /// Whether a star or the library's name may be in a text, found by its bytes.
    fileprivate static func mayHoldMark(_ text: String) -> Bool {
        text.holds(UInt8(ascii: "*")) || initials.contains { text.place(of: $0) != nil }
    }

    private static let initials = ["Gut", "GUT", "GUt", "GuT"].map { Array($0.utf8) }

    /// Where a mark of the start ends: behind its last stars, else with its line.
    private static func lineEnd(in text: String, from start: String.Index) -> String.Index {
        let line = text[start...].prefix { $0 != "\n" }
        let rest = line.drop { $0 == "*" }
        // The oldest marks have single stars inside.
        let isLong = line.hasPrefix("***")
        let stars = isLong ? rest.firstIndex(of: "*") : rest.lastIndex(of: "*")
        return stars.map { line[$0...].drop { $0 == "*" }.startIndex } ?? line.endIndex
    }
}

extension Substring {
    fileprivate var trimmedSpaces: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

extension PageText {
    /// The page, its pieces cut at Project Gutenberg's own lines, which often share a block with
    /// all of the header.
    var cutAtGutenbergLines: PageText {
        var page = self
        for index in pieces.indices.reversed() {
            let text = pieces[index].block.text
            guard GutenbergLine.mayHoldMark(text) else { continue }
            let parts = GutenbergLine.parts(of: text)
            if parts.count > 1 { page.cut(index, into: parts) }
        }
        return page
    }
}
