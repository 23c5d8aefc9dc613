import Markup
import Texts

/// Reads a job list from a sheet of a workbook: a header, then a job a row.
struct SheetListReader: ListReader {
    private let rows: WorksheetRows
    private let sheet: String
    private let layout: ListLayout
    private var columns: ListColumns?
    /// What had to be read to find the columns and is a row.
    private var pending: [SheetCell]?
    private var titles = TitleRows()
    /// The first row, where that is no header.
    private var titleRow: Int?

    /// Opens a sheet; throws why it cannot be read.
    init(path: String, sheet name: String?, layout: ListLayout) throws(RowMessage) {
        let workbook = try Workbook(path: path)
        let sheet = try workbook.sheet(named: name)
        rows = try WorksheetRows(of: sheet, in: workbook)
        self.sheet = sheet.name
        self.layout = layout
    }

    var others: ColumnNames { columns?.others ?? ColumnNames() }
    var mapping: ColumnMapping { columns?.mapping ?? ColumnMapping() }

    /// The place of a cell, by its column.
    func place(at offset: Int, in path: String) -> SourcePlace {
        let row = max(1, columns == nil ? titleRow ?? rows.number : rows.number)
        return SourcePlace(
            path: path, line: row, column: offset + 1,
            cell: "\(sheet)!\(CellName.letters(offset))\(row)")
    }

    /// What a person should know of the sheet, once all of it is read.
    var remarks: [String] {
        var remarks = [titles.remark].compactMap { $0 }
        if rows.hiddenCount > 0 {
            remarks.append(
                "\(counted(rows.hiddenCount, "hidden row")) of the sheet `\(sheet.excerpt)` "
                    + "\(rows.hiddenCount == 1 ? "is" : "are") read as well")
        }
        if !rows.merged.isEmpty {
            let more = rows.merged.count - 5
            remarks.append(
                "of merged cells the first alone holds the value: "
                    + rows.merged.prefix(5).joined(separator: ", ")
                    + (more > 0 ? " and \(more) more" : ""))
        }
        return remarks
    }

    mutating func next(into cells: inout JobCells) throws(TextError) -> ListStep {
        do throws(XMLStream.Fault) {
            if columns == nil, let step = try readHeader() { return step }
            if let row = pending {
                pending = nil
                return fill(&cells, from: row)
            }
            guard let row = try rows.next() else { return .end }
            return fill(&cells, from: row)
        } catch {
            return .broken(offset: 0, message: "the sheet `\(sheet.excerpt)`: \(error.reason)")
        }
    }

    private mutating func readHeader() throws(XMLStream.Fault) -> ListStep? {
        while let header = try rows.next() {
            let last = min(header.last?.column ?? 0, 16_383)
            var names = [String](repeating: "", count: last + 1)
            for cell in header where cell.column <= last { names[cell.column] = cell.text }
            if let given = layout.export?.columnNames {
                names = given
                pending = header
            }
            do throws(HeaderFault) {
                let layout = layout
                columns = try titles.columns(named: names, areGiven: pending != nil) {
                    () throws(HeaderFault) in
                    try ListColumns(
                        named: names, offsets: Array(names.indices), in: layout, hint: "")
                }
            } catch {
                return .broken(offset: error.offset, message: error.message)
            }
            if columns != nil { return nil }
            titleRow = titleRow ?? rows.number
        }
        if let fault = titles.fault { return .broken(offset: fault.offset, message: fault.message) }
        return .broken(
            offset: 0,
            message: "the sheet `\(sheet.excerpt)` is empty; its first row must name the columns")
    }

    private func fill(_ cells: inout JobCells, from row: [SheetCell]) -> ListStep {
        guard let columns else { return .end }
        for cell in row {
            guard cell.column < columns.names.count, let name = columns.names[cell.column] else {
                let isBeforeAll = cell.column < columns.firstNamed
                guard cell.text.isBlank || isBeforeAll else { return unnamed(cell) }
                continue
            }
            if cell.lacksResult, name.column != nil {
                return .badRow(
                    offset: cell.column,
                    message: "`\(name.name.excerpt)` is a formula that no program has calculated "
                        + "yet: open the workbook in a spreadsheet and save it")
            }
            // How a number is shown may round it away: 0.94 as 1, 0.9 as 90 %.
            let isNumber = [.speed, .volume].contains(name.column)
            cells.set(name, to: (isNumber ? cell.number : nil) ?? cell.text, at: cell.column)
        }
        // What the template or a report asks for is there, though the sheet leaves it out.
        let filled = Set(row.map(\.column))
        for (index, name) in columns.names.enumerated() where !filled.contains(index) {
            if let name { cells.set(name, to: "", at: index) }
        }
        return .row(offset: 0)
    }

    private func unnamed(_ cell: SheetCell) -> ListStep {
        .badRow(
            offset: cell.column,
            message: "column \(CellName.letters(cell.column)) has no name in the header, and this "
                + "row says something there: name it or empty it; of merged cells in the header "
                + "the first column alone has the name")
    }
}
