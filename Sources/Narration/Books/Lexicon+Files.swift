import Texts

extension Lexicon {
    /// Reads a lexicon file.
    ///
    /// `.pls` and `.xml` are PLS, `.tsv` is parted by tabs, any other file by commas; the text is
    /// UTF-8, or what its byte order mark says. A word that stands twice for the same language and
    /// case is an error in CSV and TSV; in PLS the first one holds, as PLS 1.0 has it.
    /// Throws ``SpokenError/unreadable(path:reason:)`` and
    /// ``SpokenError/badLexicon(place:message:)``.
    package init(path: String) throws(SpokenError) {
        try SpokenError.require(
            [.text, .jobTable, .xml], at: path, forms: "a CSV, TSV or PLS file")
        let dot = path.lastIndex(of: ".")
        switch dot.map({ path[$0...].lowercased() }) {
        case ".pls", ".xml":
            try self.init(
                pls: SpokenError.wrapping(path) { () throws(TextError) in try SmallFile.bytes(path)
                },
                path: path)
        case ".tsv": try self.init(table: path, delimiter: UInt8(ascii: "\t"))
        default: try self.init(table: path, delimiter: UInt8(ascii: ","))
        }
    }

    private init(table path: String, delimiter: UInt8) throws(SpokenError) {
        self.init()
        var table = try LexiconTable(path: path, delimiter: delimiter)
        var known: [WordKey: Entry] = [:]
        while let entry = try table.next() {
            guard let other = add(entry, known: &known) else { continue }
            throw .badLexicon(
                place: entry.place,
                message: "`\(entry.word)` stands in line \(other.place.line) already; "
                    + "keep one of the two")
        }
    }
}

/// Reads a lexicon in CSV or TSV, an entry a row.
private struct LexiconTable {
    enum Column: String, CaseIterable {
        case word
        case spoken
        case language
        case letterCase = "case"
    }

    private let path: String
    private var reader: CSVReader
    private var columns: [Column] = []

    init(path: String, delimiter: UInt8) throws(SpokenError) {
        self.path = path
        do throws(TextError) {
            reader = try CSVReader(path: path, delimiter: delimiter)
        } catch {
            throw SpokenError(error, path: path)
        }
        try readHeader()
    }

    /// The next entry; nil at the end.
    mutating func next() throws(SpokenError) -> Lexicon.Entry? {
        guard let record = try nextRecord() else { return nil }
        guard record.fields.count == columns.count else {
            throw .badLexicon(
                place: record.places[0],
                message: "the row has \(record.fields.count) fields, the header \(columns.count); "
                    + "a field with a delimiter in it must stand in quotes")
        }
        var cells: [Column: (text: String, place: SourcePlace)] = [:]
        for (index, column) in columns.enumerated() {
            let text = record.fields[index].singleSpaced
            if !text.isEmpty { cells[column] = (text, record.places[index]) }
        }
        let word = try required(.word, in: cells, at: record.places[0])
        let spoken = try required(.spoken, in: cells, at: record.places[0])
        return Lexicon.Entry(
            word: word, spoken: spoken, language: cells[.language]?.text,
            isCaseSensitive: try isCaseSensitive(cells[.letterCase]), place: record.places[0])
    }

    private func required(
        _ column: Column, in cells: [Column: (text: String, place: SourcePlace)],
        at place: SourcePlace
    ) throws(SpokenError) -> String {
        guard let cell = cells[column] else {
            throw .badLexicon(place: place, message: "`\(column.rawValue)` is empty")
        }
        return cell.text
    }

    private func isCaseSensitive(
        _ cell: (text: String, place: SourcePlace)?
    ) throws(SpokenError) -> Bool? {
        switch cell?.text.lowercased() {
        case nil: return nil
        case "exact": return true
        case "any": return false
        default:
            throw .badLexicon(
                place: cell?.place ?? SourcePlace(path: path, line: 1, column: 1),
                message: "`case` is `exact`, `any` or empty, not `\(cell?.text ?? "")`")
        }
    }

    private mutating func readHeader() throws(SpokenError) {
        let start = SourcePlace(path: path, line: 1, column: 1)
        guard let header = try nextRecord() else {
            throw .badLexicon(
                place: start,
                message: "the lexicon is empty; its first row must name the columns word and spoken"
            )
        }
        for (name, place) in zip(header.fields, header.places) {
            guard let column = Column(rawValue: name.singleSpaced.lowercased()),
                !columns.contains(column)
            else {
                throw .badLexicon(
                    place: place,
                    message: "`\(name)` is no column of a lexicon, or stands twice; "
                        + "there are word, spoken, language and case")
            }
            columns.append(column)
        }
        for column in [Column.word, .spoken] where !columns.contains(column) {
            throw .badLexicon(
                place: start, message: "the header has no column `\(column.rawValue)`")
        }
    }

    private mutating func nextRecord() throws(SpokenError) -> CSVRecord? {
        let step: CSVRecordStep
        do throws(TextError) {
            step = try reader.nextRecord(in: path)
        } catch {
            throw SpokenError(error, path: path)
        }
        switch step {
        case .end: return nil
        case .record(let record): return record
        case .fault(let place, let message): throw .badLexicon(place: place, message: message)
        }
    }
}
