import Markup

/// Writes a table as a workbook of Office Open XML, a row at a time and in little memory.
///
/// A sheet takes 1,048,576 rows; what is more stands on further sheets, each with the heading.
///
/// Source: ECMA-376, part 1, 18 (SpreadsheetML); Excel's limits.
package struct WorkbookWriter {
    private static let maximumRowCount = 1_048_576
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let relations =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

    private let zip: ZIPWriter
    private let heading: [String]
    private let rowLimit: Int
    private var sheetCount = 0
    private var rowCount = 0
    /// Rows that are not packed yet.
    private var pending = ""

    /// A table with a heading.
    ///
    /// - Parameters:
    ///   - rowLimit: the most rows of a sheet, its heading included.
    ///   - write: takes the file's bytes as they come.
    package init(
        heading: [String], rowLimit: Int = Self.maximumRowCount,
        write: @escaping ([UInt8]) throws -> Void
    ) throws {
        zip = ZIPWriter(write: write)
        self.heading = heading
        self.rowLimit = rowLimit
        try beginSheet()
    }

    /// Adds a row.
    package mutating func add(_ row: [WorkbookValue]) throws {
        if rowCount == rowLimit {
            try endSheet()
            try beginSheet()
        }
        put(row)
        if pending.utf8.count > 1 << 16 { try flush() }
    }

    /// Ends the workbook.
    package mutating func finish() throws {
        try endSheet()
        let sheets = 1...sheetCount
        try file("xl/styles.xml", CellStyle.xml)
        try file(
            "xl/workbook.xml",
            Self.head + "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.relations)\"><sheets>"
                + sheets.map { number in
                    "<sheet name=\"\(Self.name(number))\" sheetId=\"\(number)\" r:id=\"rId\(number)\"/>"
                }.joined() + "</sheets></workbook>")
        let sheetRelations = sheets.map { number in
            Self.relation(number, "worksheet", "worksheets/sheet\(number).xml")
        }
        try file(
            "xl/_rels/workbook.xml.rels",
            Self.relationships(
                sheetRelations + [Self.relation(sheetCount + 1, "styles", "styles.xml")]))
        try file(
            "_rels/.rels",
            Self.relationships([Self.relation(1, "officeDocument", "xl/workbook.xml")])
        )
        try file("[Content_Types].xml", contentTypes(sheets))
        try zip.finish()
    }

    private mutating func beginSheet() throws {
        sheetCount += 1
        rowCount = 0
        try zip.begin("xl/worksheets/sheet\(sheetCount).xml")
        pending =
            Self.head + "<worksheet xmlns=\"\(Self.main)\"><sheetViews><sheetView "
            + "workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
            + "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>"
        put(heading.map { .text($0) }, isHeading: true)
    }

    private mutating func endSheet() throws {
        pending += "</sheetData></worksheet>"
        try flush()
    }

    private mutating func put(_ row: [WorkbookValue], isHeading: Bool = false) {
        rowCount += 1
        pending += "<row r=\"\(rowCount)\">"
        for (index, value) in row.enumerated() {
            pending += value.xml(at: "\(Self.letters(index))\(rowCount)", isHeading: isHeading)
        }
        pending += "</row>"
    }

    private mutating func flush() throws {
        try zip.add(Array(pending.utf8))
        pending = ""
    }

    private func file(_ name: String, _ xml: String) throws {
        try zip.begin(name)
        try zip.add(Array(xml.utf8))
    }

    /// The letters of a column, from 0.
    private static func letters(_ column: Int) -> String {
        var letters = ""
        var rest = column + 1
        while rest > 0 {
            letters = String(UnicodeScalar(UInt8(0x41 + (rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }

    private static func name(_ sheet: Int) -> String { sheet == 1 ? "Jobs" : "Jobs \(sheet)" }

    private static func relation(_ number: Int, _ type: String, _ target: String) -> String {
        "<Relationship Id=\"rId\(number)\" Type=\"\(relations)/\(type)\" Target=\"\(target)\"/>"
    }

    private static func relationships(_ relations: [String]) -> String {
        head
            + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + relations.joined() + "</Relationships>"
    }

    private func contentTypes(_ sheets: ClosedRange<Int>) -> String {
        let form = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        func part(_ name: String, _ type: String) -> String {
            "<Override PartName=\"/xl/\(name)\" ContentType=\"\(form).\(type)+xml\"/>"
        }
        return Self.head
            + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
            + "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + part("workbook.xml", "sheet.main") + part("styles.xml", "styles")
            + sheets.map { part("worksheets/sheet\($0).xml", "worksheet") }.joined() + "</Types>"
    }
}
