import Markup
import Texts

/// A cell of a sheet as it is shown.
struct SheetCell {
    /// Its column, from 0.
    let column: Int
    /// What the sheet shows.
    let text: String
    /// The number behind that, however the sheet shows it; nil where it is none.
    let number: String?
    /// Whether it holds a formula that no program has reckoned yet.
    let lacksResult: Bool
}

/// The rows of a sheet from the top, one at a time.
final class WorksheetRows {
    private let workbook: Workbook
    private let xml: XMLStream
    /// The number of the row that was read last, from 1.
    private(set) var number = 0
    /// How many rows with something in them were hidden.
    private(set) var hiddenCount = 0
    /// The ranges whose cells are merged, known at the end.
    private(set) var merged: [String] = []
    private var isHidden = false

    init(of sheet: Workbook.Sheet, in workbook: Workbook) throws(RowMessage) {
        self.workbook = workbook
        xml = try Workbook.xml(of: sheet.file, in: workbook.archive)
    }

    /// The cells of the next row that holds something; nil at the end.
    func next() throws(XMLStream.Fault) -> [SheetCell]? {
        while let event = try xml.next() {
            switch event {
            case .start("row"):
                let cells = try readRow()
                guard cells.contains(where: { !$0.text.isBlank || $0.lacksResult }) else {
                    continue
                }
                if isHidden { hiddenCount += 1 }
                return cells
            case .start("mergeCell"): merged += [xml.attribute("ref")].compactMap { $0 }
            default: break
            }
        }
        return nil
    }

    private func readRow() throws(XMLStream.Fault) -> [SheetCell] {
        number = xml.attribute("r").flatMap { Int($0) } ?? number + 1
        isHidden = ["1", "true"].contains(xml.attribute("hidden"))
        var cells: [SheetCell] = []
        while let event = try xml.next() {
            switch event {
            case .start("c"):
                let usual = (cells.last?.column ?? -1) + 1
                cells.append(try readCell(usualColumn: usual))
            case .end("row"): return cells
            default: break
            }
        }
        return cells
    }

    private func readCell(usualColumn: Int) throws(XMLStream.Fault) -> SheetCell {
        let column = xml.attribute("r").flatMap(CellName.column) ?? usualColumn
        let type = xml.attribute("t") ?? "n"
        let style = xml.attribute("s").flatMap { Int($0) } ?? 0
        var value: String?
        var text: String?
        var hasFormula = false
        loop: while let event = try xml.next() {
            switch event {
            case .start("v"): value = try content(of: "v")
            case .start("f"): hasFormula = true
            case .start("is"): text = try StringItem.text(in: xml, until: "is")
            case .end("c"): break loop
            default: break
            }
        }
        return SheetCell(
            column: column, text: text ?? value.map { shown($0, type: type, style: style) } ?? "",
            number: type == "n" ? value.flatMap { Double($0.trimmed) }.map { "\($0)" } : nil,
            lacksResult: hasFormula && (value ?? "").isEmpty && type != "str")
    }

    private func content(of element: String) throws(XMLStream.Fault) -> String {
        var text = ""
        while let event = try xml.next() {
            switch event {
            case .text(let part): text += part
            case .end(element): return text
            default: break
            }
        }
        return text
    }

    /// A value as the sheet shows it.
    private func shown(_ value: String, type: String, style: Int) -> String {
        switch type {
        case "s": return Int(value).flatMap { workbook.strings[$0] } ?? ""
        case "b": return value == "1" || value == "true" ? "TRUE" : "FALSE"
        case "n":
            guard let number = Double(value.trimmed), number.isFinite else { return value }
            return workbook.formats[style].text(
                of: number, countingFrom1904: workbook.countsFrom1904)
        case "str": return StringItem.unescaped(value)
        // Errors and dates of ISO 8601 stand there as they are.
        default: return value
        }
    }
}

/// The names of cells: `B7`.
enum CellName {
    /// The column of a cell's name, from 0; nil for what is none.
    static func column(_ name: String) -> Int? {
        var column = 0
        for byte in name.utf8.prefix(while: { (0x41...0x5A).contains($0) }).prefix(3) {
            column = column * 26 + Int(byte) - 0x40
        }
        return column > 0 ? column - 1 : nil
    }

    /// The letters of a column, from 0.
    static func letters(_ column: Int) -> String {
        var letters = ""
        var rest = column + 1
        while rest > 0 {
            letters = String(UnicodeScalar(UInt8(0x41 + (rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }
}
