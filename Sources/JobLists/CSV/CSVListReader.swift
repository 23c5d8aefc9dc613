import Texts

/// Reads a job list in CSV or TSV: a header, then a job a row.
///
/// Rows that hold nothing are passed over, and so are columns without a name that hold nothing:
/// spreadsheets leave both where something once stood.
struct CSVListReader: ListReader {
    var reader: CSVReader
    var columns: ListColumns?
    let layout: ListLayout
    /// What Anki says at the front of its file.
    var preamble = AnkiPreamble()
    /// Whether the record that was read to count its fields is the first row.
    var holdsRow = false
    var titles = TitleRows()
    /// Where the first row is wrong as a header, if it is.
    var titlePlace: TextPosition?

    init(reader: CSVReader, layout: ListLayout) {
        self.reader = reader
        self.layout = layout
    }

    var isHTML: Bool { preamble.isHTML }
    var others: ColumnNames { columns?.others ?? ColumnNames() }
    var mapping: ColumnMapping { columns?.mapping ?? ColumnMapping() }

    func place(at offset: Int, in path: String) -> SourcePlace {
        SourcePlace(path, titlePlace ?? reader.window.position(at: offset))
    }

    var remarks: [String] { [titles.remark].compactMap { $0 } }

    mutating func next(into cells: inout JobCells) throws(TextError) -> ListStep {
        if columns == nil, let fault = try readHeader() { return fault }
        if let step = try readRecord() { return step }
        guard let columns else { return .end }
        if let fault = fault(under: columns) { return fault }
        for (name, field) in zip(columns.names, reader.fields) {
            guard let name else { continue }
            let value = reader.string(field)
            if mayHoldRows(value) { return swallowed(at: field.range.lowerBound) }
            cells.set(name, to: value, at: field.range.lowerBound)
        }
        return .row(offset: 0)
    }

    /// Reads the next record that holds something; nil where there is one.
    mutating func readRecord() throws(TextError) -> ListStep? {
        if holdsRow {
            holdsRow = false
            return nil
        }
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
    private func fault(under columns: ListColumns) -> ListStep? {
        let fields = reader.fields
        guard fields.count >= columns.width else {
            return ragged(at: fields.last?.range.upperBound ?? 0)
        }
        if fields.count > columns.names.count,
            let extra = fields.dropFirst(columns.names.count).first(where: { !reader.isBlank($0) })
        {
            return ragged(at: extra.range.lowerBound)
        }
        for index in columns.unnamed where index < fields.count && !reader.isBlank(fields[index]) {
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
                + "\(columns?.names.count ?? 0); a field with a delimiter in it must stand in quotes"
        )
    }

    /// Whether a field has taken rows in: as many line breaks as rows, each with all its tabs.
    ///
    /// In lists parted by tabs, quotes often mean nothing, and two that are far apart then make one
    /// field. A comma stands in speech, a tab does not.
    private func mayHoldRows(_ value: String) -> Bool {
        guard reader.delimiter == UInt8(ascii: "\t"), let count = columns?.names.count, count > 1,
            value.holds(CSVReader.lineFeed) || value.holds(CSVReader.carriageReturn)
        else { return false }
        let lines = value.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let tabs = value.utf8.count { $0 == UInt8(ascii: "\t") }
        return tabs == (lines.count - 1) * (count - 1)
    }

    private func swallowed(at offset: Int) -> ListStep {
        .badRow(
            offset: offset,
            message: "the field in quotes that begins here goes over several rows; double its "
                + "quotes, or give --quote none where no field stands in quotes")
    }
}
