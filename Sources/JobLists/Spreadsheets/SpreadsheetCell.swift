import Texts

/// What spreadsheets leave in the cells of the lists they write.
enum SpreadsheetCell {
    /// What a cell says: of `="001"`, by which Excel is kept from reading a number, the text inside.
    static func value(of cell: String) -> String {
        guard cell.utf8.first == UInt8(ascii: "=") else { return cell }
        let trimmed = cell.trimmed
        guard trimmed.hasPrefix("=\""), trimmed.hasSuffix("\""), trimmed.utf8.count > 2 else {
            return cell
        }
        let inner = trimmed.dropFirst(2).dropLast()
        let halves = inner.split(separator: "\"\"", omittingEmptySubsequences: false)
        return halves.contains { $0.contains("\"") } ? cell : halves.joined(separator: "\"")
    }

    /// What is wrong with a cell that holds an error or a formula in place of a value.
    static func fault(in cell: JobCells.Cell, of column: Column) -> String? {
        guard mayBeFault(cell.value) else { return nil }
        let text = cell.value.trimmed
        if SpreadsheetError.isError(text) {
            return "`\(column.rawValue)` is `\(text.excerpt)`, an error of the spreadsheet that "
                + "made the list; mend the cell there and export the list again"
        }
        if FormulaScanner.isFormula(text) {
            return "`\(column.rawValue)` is the formula `\(text.excerpt)` and not its result; "
                + "export the list with results (in LibreOffice without “Save cell formulas”), or "
                + "say it in words"
        }
        return nil
    }

    /// Whether a text begins or ends as errors and formulas do: most begin with a letter and end
    /// with a mark, and need no further look.
    private static func mayBeFault(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        let beginsWithSign = first <= UInt8(ascii: "@") || first == UInt8(ascii: "{")
        return beginsWithSign || first >= 0x80 || last <= UInt8(ascii: "9")
    }
}
