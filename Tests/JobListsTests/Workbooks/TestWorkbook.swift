import Foundation
import Markup

/// A workbook of hand-written XML, for what programs write that no library at hand does.
struct TestWorkbook {
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// The rows, as XML.
    var rows = ""
    /// What stands behind the rows.
    var tail = ""
    /// The items of the shared strings.
    var strings = ""
    /// The codes of number formats: the first is style 1.
    var formats: [String] = []
    var countsFrom1904 = false

    /// Its bytes.
    func bytes() throws -> [UInt8] {
        var bytes: [UInt8] = []
        let zip = ZIPWriter { bytes += $0 }
        for (name, xml) in files {
            try zip.begin(name)
            try zip.add(Array(xml.utf8))
        }
        try zip.finish()
        return bytes
    }

    private var files: [(String, String)] {
        [
            ("_rels/.rels", Self.relations([("officeDocument", "xl/workbook.xml")])),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><workbookPr "
                    + "date1904=\"\(countsFrom1904 ? 1 : 0)\"/><sheets>"
                    + "<sheet name=\"Lines\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                Self.relations([
                    ("worksheet", "worksheets/sheet1.xml"),
                    ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml"),
                ])
            ),
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"\(Self.main)\"><sheetData>\(rows)</sheetData>\(tail)</worksheet>"
            ),
            ("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(strings)</sst>"),
            ("xl/styles.xml", styles),
        ]
    }

    private var styles: String {
        let codes = formats.enumerated().map { index, code in
            "<numFmt numFmtId=\"\(164 + index)\" formatCode=\"\(code)\"/>"
        }
        let cells = formats.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }
        return "<styleSheet xmlns=\"\(Self.main)\"><numFmts>\(codes.joined())</numFmts>"
            + "<cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>"
            + "<cellXfs><xf numFmtId=\"0\"/>\(cells.joined())</cellXfs></styleSheet>"
    }

    private static func relations(_ parts: [(String, String)]) -> String {
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + parts.enumerated().map { index, part in
                "<Relationship Id=\"rId\(index + 1)\" Type=\"\(office)/\(part.0)\" "
                    + "Target=\"\(part.1)\"/>"
            }.joined() + "</Relationships>"
    }
}
