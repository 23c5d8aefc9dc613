import Texts

/// Reads a job list in CSV or TSV: a header, then a job a row.
///
/// Rows that hold nothing are passed over, and so are columns without a name that hold nothing:
/// spreadsheets leave both where something once stood.
struct CSVListReader: ListReader {
    private var reader: CSVReader
    private var columns: [ColumnName?]?
    private(set) var others = ColumnNames()
    /// How many fields a row must have: up to the last column that has a name.
    private var width = 0
    /// The columns without a name behind one that has a name.
    private var unnamed: [Int] = []
    /// The columns the name template needs.
    private let templateColumns: [String]
    /// Whether the list may say itself what parts its fields.
    private let takesDelimiter: Bool

    init(reader: CSVReader, templateColumns: [String], takesDelimiter: Bool) {
        self.reader = reader
        self.templateColumns = templateColumns
        self.takesDelimiter = takesDelimiter
    }

    func place(at offset: Int, in path: String) -> SourcePlace {
        SourcePlace(path, reader.window.position(at: offset))
    }

    mutating func next(into cells: inout JobCells) throws(TextError) -> ListStep {
        if columns == nil, let fault = try readHeader() { return fault }
        let columns = columns ?? []
        if let step = try readRecord() { return step }
        if let fault = fault(under: columns) { return fault }
        for (name, field) in zip(columns, reader.fields) {
            guard let name else { continue }
            let value = reader.string(field)
            if mayHoldRows(value) { return swallowed(at: field.range.lowerBound) }
            cells.set(name, to: value, at: field.range.lowerBound)
        }
        return .row(offset: 0)
    }

    /// Reads the next record that holds something; nil where there is one.
    private mutating func readRecord() throws(TextError) -> ListStep? {
        repeat {
            switch try reader.next() {
            case .end: return .end
            case .broken(let offset, let message):
                return .broken(offset: offset, message: message + quotingAdvice)
            case .badRecord(let offset, let message):
                return .badRow(offset: offset, message: message + quotingAdvice)
            case .record: break
            }
        } while reader.fields.allSatisfy(reader.isBlank)
        return nil
    }

    /// What to try where a quote is in the way.
    private var quotingAdvice: String {
        reader.hasQuoteFault ? ", or give --quote none where no field stands in quotes" : ""
    }
}

extension CSVListReader {
    /// What is wrong with the fields of a record beside these columns.
    private func fault(under columns: [ColumnName?]) -> ListStep? {
        let fields = reader.fields
        guard fields.count >= width else {
            return ragged(at: fields.last?.range.upperBound ?? 0)
        }
        if fields.count > columns.count,
            let extra = fields.dropFirst(columns.count).first(where: { !reader.isBlank($0) })
        {
            return ragged(at: extra.range.lowerBound)
        }
        for index in unnamed where index < fields.count && !reader.isBlank(fields[index]) {
            return .badRow(
                offset: fields[index].range.lowerBound,
                message: "column \(index + 1) has no name in the header, and this row says "
                    + "something there: name it or empty it; a field with a delimiter in it must "
                    + "stand in quotes")
        }
        return nil
    }

    private func ragged(at offset: Int) -> ListStep {
        .badRow(
            offset: offset,
            message: "the row has \(counted(reader.fields.count, "field")), the header "
                + "\(columns?.count ?? 0); a field with a delimiter in it must stand in quotes")
    }

    /// Whether a field has taken rows in: as many line breaks as rows, each with all its tabs.
    ///
    /// In lists parted by tabs, quotes often mean nothing, and two that are far apart then make one
    /// field. A comma stands in speech, a tab does not.
    private func mayHoldRows(_ value: String) -> Bool {
        guard reader.delimiter == UInt8(ascii: "\t"), let columns, columns.count > 1,
            value.holds(CSVReader.lineFeed) || value.holds(CSVReader.carriageReturn)
        else { return false }
        let lines = value.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let tabs = value.utf8.count { $0 == UInt8(ascii: "\t") }
        return tabs == (lines.count - 1) * (columns.count - 1)
    }

    private func swallowed(at offset: Int) -> ListStep {
        .badRow(
            offset: offset,
            message: "the field in quotes that begins here goes over several rows; double its "
                + "quotes, or give --quote none where no field stands in quotes")
    }
}

extension CSVListReader {
    /// Reads the header; returns what is wrong with it.
    private mutating func readHeader() throws(TextError) -> ListStep? {
        if let found = try reader.takeDelimiterLine(), takesDelimiter { reader.delimiter = found }
        switch try readRecord() {
        case .end:
            return .broken(
                offset: 0, message: "the list is empty; its first row must name the columns")
        case .badRow(let offset, let message): return .broken(offset: offset, message: message)
        case let step?: return step
        case nil: break
        }
        let names = reader.fields.map { field in
            reader.isBlank(field) ? nil : ColumnName(reader.string(field))
        }
        var seen: [String: ColumnName] = [:]
        for (name, field) in zip(names, reader.fields) {
            guard let name else { continue }
            if let other = seen[name.key] {
                return .broken(
                    offset: field.range.lowerBound,
                    message: name.fault(after: other, in: "the header"))
            }
            seen[name.key] = name
            others.add(name)
        }
        if let message = missingColumn(seen) { return .broken(offset: 0, message: message) }
        columns = names
        // What stands before all names cannot have come out of a field with a delimiter in it.
        let first = names.firstIndex { $0 != nil } ?? 0
        unnamed = names.indices.filter { $0 > first && names[$0] == nil }
        width = (names.lastIndex { $0 != nil } ?? -1) + 1
        return nil
    }

    private func missingColumn(_ names: [String: ColumnName]) -> String? {
        let found = reader.fields.map { ColumnName(reader.string($0)).name }.filter { !$0.isEmpty }
        let listed = "; its columns are \(ColumnNames.listed(found))"
        if names[Column.text.rawValue] == nil, names[Column.textFile.rawValue] == nil {
            return "the header has no column `text` or `text_file`" + listed + hint
        }
        if let column = templateColumns.first(where: { names[$0] == nil }) {
            return "the name template asks for the column `\(column)`, which the header lacks"
                + listed
        }
        return nil
    }

    /// What to try if the header looks as if it was read in the wrong way.
    private var hint: String {
        guard reader.fields.count == 1 else { return "" }
        let header = reader.string(reader.fields[0])
        if header.holdsNUL { return "; if it is UTF-16, give --encoding UTF-16LE or UTF-16BE" }
        let found = [";", "\t", ",", "|"].first { (sign: String) in header.contains(sign) }
        guard let found else { return "" }
        if found.utf8.first == reader.delimiter {
            return "; the whole row stands in quotes: take the outer ones away"
        }
        return "; if `\(found == "\t" ? "\\t" : found)` parts its fields, give it as --delimiter"
    }
}
