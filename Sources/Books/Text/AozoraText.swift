import Texts

/// Reads the marks of Aozora Bunko, a Japanese library of plain texts: ruby, notes, headings.
///
/// The rules are the library's own: https://www.aozora.gr.jp/annotation/
struct AozoraText {
    private(set) var lines: [TextLine]
    private(set) var leftOut: [LeftOut] = []
    /// The lines that notes call headings, with their level: 1 大, 2 中, 3 小.
    private(set) var headings: [Int: Int] = [:]
    /// The lines of the book itself, without its title and colophon.
    private(set) var body: Range<Int>
    private(set) var metadata = BookMetadata()

    private let readsReadings: Bool
    /// Whether the text tells of its marks; else only kana after a character are taken for ruby.
    private let isMarked: Bool
    /// The level of a heading that goes on over several lines.
    private var openHeading: Int?

    /// The text without its marks, if it has such marks or the library's colophon.
    init(_ lines: [TextLine], ruby: BookReadingOptions.Ruby) {
        self.lines = lines
        readsReadings = ruby == .reading
        let rule = lines.prefix(60).firstIndex { $0.begins(with: "【テキスト中に現れる記号") }
        let hasNotes = lines.contains { line in
            zip(line.scalars, line.scalars.dropFirst()).contains { $0 == ("［", "＃") }
        }
        isMarked = rule != nil || hasNotes
        body = 0..<lines.count
        let colophon = lines.lastIndex { $0.begins(with: "底本：") || $0.begins(with: "底本:") }
        if isMarked || colophon != nil { frame(legend: rule, colophon: colophon) }
        for index in body {
            if let openHeading, !lines[index].isBlank { headings[index] = openHeading }
            if mayHaveMarks(lines[index]) { read(index) }
        }
    }

    private func mayHaveMarks(_ line: TextLine) -> Bool {
        line.scalars.contains { $0 == "《" || $0 == "［" }
    }

    // MARK: Around the book

    private mutating func frame(legend: Int?, colophon: Int?) {
        let end = colophon.map { index in
            lines[..<index].lastIndex { !$0.isBlank }.map { $0 + 1 } ?? index
        }
        let titleEnd = lines.firstIndex(where: \.isBlank) ?? 0
        if titleEnd <= 6, titleEnd > 0, legend != nil || colophon != nil {
            metadata.title = lines[0].text
            metadata.authors = lines[1..<titleEnd].suffix(1).map(\.text)
            metadata.language = "ja"
        }
        let bodyEnd = end ?? lines.count
        body = 0..<bodyEnd
        guard let legend else {
            if metadata.title != nil { body = min(titleEnd, bodyEnd)..<bodyEnd }
            return
        }
        let isRule = { (line: TextLine) in
            line.scalars.count > 10 && line.scalars.allSatisfy { $0 == "-" }
        }
        let first = lines[..<legend].lastIndex(where: isRule) ?? legend
        let last = lines[legend...].prefix(60).firstIndex(where: isRule) ?? legend
        leftOut.append(
            LeftOut(
                .mark, place: "line \(lines[first].number)",
                text: lines[first...last].map(\.text).joined(separator: "\n")))
        for index in first...last { lines[index].scalars = [] }
        body = min(last + 1, bodyEnd)..<bodyEnd
    }

    // MARK: Within a line

    private mutating func read(_ index: Int) {
        let line = lines[index].scalars
        var text: [Unicode.Scalar] = []
        text.reserveCapacity(line.count)
        var baseStart: Int?
        var at = 0
        while at < line.count {
            if line[at] == "［", at + 1 < line.count, line[at + 1] == "＃",
                let end = noteEnd(line, from: at)
            {
                note(line[(at + 2)..<end], line: index, text: &text)
                at = end + 1
            } else if line[at] == "｜", line[at...].contains("《") {
                baseStart = text.count
                leave(.mark, "｜", line: index)
                at += 1
            } else if line[at] == "《", let end = line[at...].firstIndex(of: "》"),
                ruby(line[(at + 1)..<end], from: baseStart, text: &text, line: index)
            {
                baseStart = nil
                at = end + 1
            } else {
                text.append(line[at])
                at += 1
            }
        }
        lines[index].scalars = Array(
            text.reversed().drop { $0.isSpace }.reversed().drop { $0.isSpace })
    }

    /// Where a note ends; notes stand in notes.
    private func noteEnd(_ line: [Unicode.Scalar], from start: Int) -> Int? {
        var depth = 0
        for index in start..<line.count {
            if line[index] == "［" { depth += 1 }
            if line[index] == "］" { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    private mutating func ruby(
        _ reading: ArraySlice<Unicode.Scalar>, from start: Int?, text: inout [Unicode.Scalar],
        line: Int
    ) -> Bool {
        let isReading =
            !reading.isEmpty
            && reading.allSatisfy { $0.isKana || $0 == "・" || $0 == "　" }
        guard isReading || start != nil || isMarked && !text.isEmpty else { return false }
        let base = start ?? baseStart(of: text)
        guard base < text.count else { return false }
        if readsReadings {
            leave(.ruby, String(text[base...]) + "《》", line: line)
            text.replaceSubrange(base..., with: reading)
        } else {
            leave(.ruby, "《" + String(reading) + "》", line: line)
        }
        return true
    }

    /// Where the characters of one kind begin that a reading without `｜` belongs to.
    private func baseStart(of text: [Unicode.Scalar]) -> Int {
        guard let last = text.last else { return 0 }
        let kinds: [(Unicode.Scalar) -> Bool] = [
            { $0.isHan || "仝〆ヶ〇".unicodeScalars.contains($0) },
            \.isHiragana, { $0.isKatakana || "゠・".unicodeScalars.contains($0) },
            { $0.value < 0x3000 && $0.isWordPart },
            { $0.value >= 0xFF00 && $0.isWordPart },
        ]
        guard let isSame = kinds.first(where: { $0(last) }) else { return text.count }
        return text.lastIndex { !isSame($0) }.map { $0 + 1 } ?? 0
    }

    // MARK: Notes

    private mutating func note(
        _ note: ArraySlice<Unicode.Scalar>, line: Int, text: inout [Unicode.Scalar]
    ) {
        let words = String(note)
        if text.last == "※" {
            text.removeLast()
            if let scalar = AozoraText.character(named: words) { text.append(scalar) }
            leave(.mark, "※［＃\(words)］", line: line)
            return
        }
        leave(.mark, "［＃\(words)］", line: line)
        let levels = [("大見出し", 1), ("中見出し", 2), ("小見出し", 3)]
        guard let level = levels.first(where: { words.contains($0.0) })?.1 else { return }
        if words.hasPrefix("ここで") || words.contains("終") {
            openHeading = nil
        } else if words.hasPrefix("ここから") {
            openHeading = level
        } else {
            headings[line] = level
        }
    }

    /// The character a note names by its code point, or by its place in JIS X 0213.
    static func character(named note: String) -> Unicode.Scalar? {
        if let range = note.firstRange(of: "U+") {
            let digits = note[range.upperBound...].prefix { $0.isHexDigit }
            // Private planes hold the places of notes.
            return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
                .flatMap { $0.value < NoteFinder.firstMark ? $0 : nil }
        }
        let places = note.split { !"0123456789-".contains($0) }.map {
            $0.split(separator: "-").compactMap { UInt8($0) }
        }
        guard let place = places.last(where: { $0.count == 3 }), place[1] <= 94, place[2] <= 94,
            place[0] <= 2
        else { return nil }
        let bytes = (place[0] == 2 ? [0x8F] : []) + [place[1] + 0xA0, place[2] + 0xA0]
        guard case .text(let text) = WholeText.decode(bytes, as: "EUC-JISX0213") else { return nil }
        return String(decoding: text, as: UTF8.self).unicodeScalars.first
    }

    private mutating func leave(_ reason: LeftOut.Reason, _ text: String, line: Int) {
        leftOut.append(LeftOut(reason, place: "line \(lines[line].number)", text: text))
    }
}
