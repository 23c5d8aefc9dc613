import Texts

/// Reads a job list in CSV or TSV: a header, then a job a row.
struct CSVListReader: ListReader {
    private var reader: CSVReader
    private var columns: [ColumnName]?
    /// The columns the name template needs.
    private let templateColumns: [String]

    init(reader: CSVReader, templateColumns: [String]) {
        self.reader = reader
        self.templateColumns = templateColumns
    }

    func place(at offset: Int, in path: String) -> SourcePlace {
        SourcePlace(path, reader.window.position(at: offset))
    }

    mutating func next(into cells: inout JobCells) throws(TextError) -> ListStep {
        guard let columns else {
            if let fault = try readHeader() { return fault }
            return try next(into: &cells)
        }
        switch try reader.next() {
        case .end: return .end
        case .broken(let offset, let message): return .broken(offset: offset, message: message)
        case .badRecord(let offset, let message): return .badRow(offset: offset, message: message)
        case .record: break
        }
        guard reader.fields.count == columns.count else { return ragged(columns: columns) }
        for (name, field) in zip(columns, reader.fields) {
            cells.set(name, to: reader.string(field), at: field.range.lowerBound)
        }
        return .row(offset: 0)
    }

    private func ragged(columns: [ColumnName]) -> ListStep {
        let count = reader.fields.count
        // The first field too many, or the end of the last one.
        let offset =
            count > columns.count
            ? reader.fields[columns.count].range.lowerBound
            : reader.fields[count - 1].range.upperBound
        return .badRow(
            offset: offset,
            message: "the row has \(counted(count, "field")), the header \(columns.count); "
                + "a field with a delimiter in it must stand in quotes")
    }

    /// Reads the header; returns what is wrong with it.
    private mutating func readHeader() throws(TextError) -> ListStep? {
        switch try reader.next() {
        case .end:
            return .broken(
                offset: 0, message: "the list is empty; its first row must name the columns")
        case .broken(let offset, let message), .badRecord(let offset, let message):
            return .broken(offset: offset, message: message)
        case .record: break
        }
        let names = reader.fields.map { ColumnName(reader.string($0)) }
        var seen: Set<String> = []
        for (name, field) in zip(names, reader.fields) {
            if let message = fault(of: name, seen: &seen) {
                return .broken(offset: field.range.lowerBound, message: message)
            }
        }
        if let message = missingColumn(seen) { return .broken(offset: 0, message: message) }
        columns = names
        return nil
    }

    private func fault(of name: ColumnName, seen: inout Set<String>) -> String? {
        if name.name.isEmpty {
            return "a column has no name in the header; name it or remove it"
        }
        if !seen.insert(name.key).inserted {
            return "the header names the column `\(name.key)` twice"
        }
        return nil
    }

    private func missingColumn(_ keys: Set<String>) -> String? {
        if keys.isDisjoint(with: [Column.text.rawValue, Column.textFile.rawValue]) {
            return "the header has no column `text` or `text_file`" + hint
        }
        if let column = templateColumns.first(where: { !keys.contains($0) }) {
            return "the name template asks for the column `\(column)`, which the header lacks"
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
        return "; if `\(found == "\t" ? "\\t" : found)` parts its fields, give it as --delimiter"
    }
}
