import Texts

/// What Project Gutenberg puts before and after a text, and what it says about the book there.
struct GutenbergFrame {
    /// The lines of the book itself.
    let body: Range<Int>
    private(set) var metadata = BookMetadata()

    /// A header is looked for in this many lines.
    private static let headerLineLimit = 600

    init(of lines: [TextLine]) {
        let start = GutenbergFrame.start(in: lines)
        body = start..<GutenbergFrame.end(in: lines, after: start)
        for index in 0..<min(start, lines.count) {
            note(lines[index], next: lines[index + 1 < lines.count ? index + 1 : index])
        }
    }

    // MARK: Where it ends and begins again

    private static func start(in lines: [TextLine]) -> Int {
        let front = lines.prefix(headerLineLimit)
        let marked = front.lastIndex { line in
            let text = line.text.uppercased()
            return text.hasPrefix("*") && text.contains("START OF")
                && text.contains("PROJECT GUTENBERG")
                || text.hasPrefix("*END*") || text.hasPrefix("*END THE SMALL PRINT")
        }
        guard let marked else { return 0 }
        var start = marked + 1
        for passage in Passage.passages(in: lines[start..<min(start + 80, lines.count)]) {
            guard isCredit(lines[passage.lines.lowerBound].text) else { break }
            start = passage.lines.upperBound
        }
        return start
    }

    /// Whether a line thanks those who made the file, or is a rule among such lines.
    static func isCredit(_ line: String) -> Bool {
        let beginnings = [
            "produced by", "e-text prepared by", "etext prepared by", "transcribed from",
            "this etext", "this ebook",
            "html version by", "the project gutenberg e", "project gutenberg", "we thank ",
            "nous remercions",
            "updated:", "note: project gutenberg", "distributed proofreading",
            "(this file was produced",
            "proofreading team", "prepared by", "scanned by",
        ]
        let folded = FoldedWord.folded(line.unicodeScalars)
        return beginnings.contains { folded.hasPrefix($0) }
            || line.allSatisfy { "*-= ".contains($0) }
    }

    private static func end(in lines: [TextLine], after start: Int) -> Int {
        let marked = lines[start...].firstIndex { line in
            guard let first = line.scalars.first, first == "*" || first == "E" || first == "e",
                line.scalars.count > 20
            else { return false }
            let text = line.text.uppercased()
            guard text.contains("PROJECT GUTENBERG") else { return false }
            return text.hasPrefix("END OF ") || text.hasPrefix("*") && text.contains("END OF")
        }
        var end = marked ?? lines.count
        while end > start, lines[end - 1].isBlank { end -= 1 }
        return end
    }

    // MARK: What it says

    private mutating func note(_ line: TextLine, next: TextLine) {
        guard let colon = line.scalars.firstIndex(of: ":"), colon < 12 else { return }
        let value = String(line.scalars[(colon + 1)...].drop { $0 == " " })
        guard !value.isEmpty else { return }
        switch FoldedWord.folded(line.scalars[..<colon]) {
        case "title":
            let goesOn = !next.isBlank && next.indent >= 3
            metadata.title = metadata.title ?? (goesOn ? "\(value) \(next.text)" : value)
        case "author": metadata.authors.append(value)
        case "language":
            metadata.language = metadata.language ?? GutenbergFrame.languages[value.lowercased()]
        default: break
        }
    }

    private static let languages = [
        "english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it",
        "russian": "ru",
        "chinese": "zh", "japanese": "ja", "korean": "ko", "portuguese": "pt", "dutch": "nl",
        "finnish": "fi",
        "swedish": "sv", "danish": "da", "norwegian": "no", "polish": "pl", "czech": "cs",
        "hungarian": "hu",
        "greek": "el", "latin": "la", "catalan": "ca", "esperanto": "eo", "turkish": "tr",
        "hebrew": "he",
        "arabic": "ar", "romanian": "ro",
    ]
}
