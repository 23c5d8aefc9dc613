import Markup
import Texts

/// The words of a PDF with their places, as `pdftotext -bbox-layout` writes them: an element a line.
///
/// It is read line by line: a tree of so many elements would fill memory.
struct PDFWords {
    private(set) var pages: [PDFPage] = []
    private(set) var metadata = BookMetadata()

    private var words: [PDFLine] = []

    init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let element = line.drop { $0 == 0x20 }
            guard element.first == UInt8(ascii: "<") else { continue }
            read(element.dropFirst())
        }
    }

    private mutating func read(_ element: ArraySlice<UInt8>) {
        if element.starts(with: "word ".utf8) {
            if let word = PDFWords.word(element) { words.append(word) }
        } else if element.starts(with: "/line".utf8) {
            endLine()
        } else if element.starts(with: "page ".utf8) {
            let numbers = PDFWords.numbers(in: element)
            guard numbers.count == 2, numbers.allSatisfy({ abs($0) < 100_000 }) else { return }
            pages.append(PDFPage(width: numbers[0], height: numbers[1]))
        } else if element.starts(with: "title>".utf8) || element.starts(with: "meta ".utf8) {
            readFact(String(decoding: element, as: UTF8.self))
        }
    }

    private mutating func endLine() {
        defer { words = [] }
        guard let first = words.first, !pages.isEmpty else { return }
        var line = words.dropFirst().reduce(first) { $0.joined(with: $1) }
        line.size = words.max { $0.text.count < $1.text.count }?.size ?? line.size
        pages[pages.count - 1].lines.append(line)
    }

    private static func word(_ element: ArraySlice<UInt8>) -> PDFLine? {
        let numbers = numbers(in: element)
        // What lies far outside a page is damage.
        guard numbers.count == 4, numbers.allSatisfy({ abs($0) < 100_000 }),
            let start = element.firstIndex(of: UInt8(ascii: ">"))
        else {
            return nil
        }
        let inner = element[(start + 1)...].prefix { $0 != UInt8(ascii: "<") }
        let raw = Array(String(decoding: inner, as: UTF8.self).unicodeScalars)
        let resolved = CharacterReference.resolved(raw[...], needsSemicolon: true)
        // The line's own reader takes off what no reader sees, and parts ligatures.
        let text = TextLine(number: 1, raw: resolved[...])
        guard !text.isBlank else { return nil }
        return PDFLine(
            text: text.scalars + (text.endsInSoftHyphen ? ["\u{AD}"] : []), left: numbers[0],
            top: numbers[1], right: numbers[2], bottom: numbers[3],
            firstWordWidth: numbers[2] - numbers[0], size: numbers[3] - numbers[1])
    }

    /// The numbers between quotes.
    private static func numbers(in element: ArraySlice<UInt8>) -> [Double] {
        let tag = element.prefix { $0 != UInt8(ascii: ">") }
        return tag.split(separator: UInt8(ascii: "\"")).compactMap { part in
            part.first.map { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") } == true
                ? Double(String(decoding: part, as: UTF8.self)) : nil
        }
    }

    private mutating func readFact(_ element: String) {
        if element.hasPrefix("title>") {
            metadata.title = PDFWords.fact(element.dropFirst(6).prefix { $0 != "<" })
        } else if element.hasPrefix("meta name=\"Author\" content=\"") {
            let author = PDFWords.fact(element.dropFirst(28).prefix { $0 != "\"" })
            metadata.authors = [author].compactMap { $0 }
        }
    }

    /// What a property says; programs fill in words that say nothing, and names of files.
    private static func fact(_ text: Substring) -> String? {
        let raw = Array(text.unicodeScalars)
        let fact = SpokenText.line(
            String(CharacterReference.resolved(raw[...], needsSemicolon: true)))
        let ending = fact.split(separator: ".").last.map { $0.lowercased() } ?? ""
        let isFile =
            fact.hasPrefix("Microsoft Word - ")
            || fact.contains(".")
                && ["doc", "docx", "odt", "rtf", "tex", "dvi", "pdf", "indd", "qxd", "html", "md"]
                    .contains(ending)
        let isEmpty = ["", "(anonymous)", "(unspecified)", "untitled", "anonymous", "unknown"]
            .contains(fact.lowercased())
        return isFile || isEmpty ? nil : fact
    }
}
