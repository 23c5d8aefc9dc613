import Markup
import Texts

/// The formats in which a workbook shows its numbers, by the number of a cell's style.
struct CellFormats {
    private var formats: [NumberFormat] = []

    /// No styles: all numbers are shown as they are.
    init() {}

    /// Reads them from the file of styles.
    init(file: String, in archive: ZIPArchive) throws(RowMessage) {
        var codes: [Int: String] = [:]
        var ids: [Int] = []
        var isInCells = false
        let xml = try Workbook.xml(of: file, in: archive)
        do throws(XMLStream.Fault) {
            while let event = try xml.next() {
                switch event {
                case .start("numFmt"):
                    guard let id = xml.attribute("numFmtId").flatMap({ Int($0) }) else { continue }
                    codes[id] = xml.attribute("formatCode")
                case .start("cellXfs"): isInCells = true
                case .end("cellXfs"): isInCells = false
                case .start("xf") where isInCells:
                    ids.append(xml.attribute("numFmtId").flatMap { Int($0) } ?? 0)
                default: break
                }
            }
        } catch {
            throw RowMessage("\(file): \(error.reason)")
        }
        var known: [Int: NumberFormat] = [:]
        for id in Set(ids) {
            known[id] = NumberFormat(code: codes[id] ?? CellFormats.code(ofBuiltIn: id))
        }
        formats = ids.map { known[$0] ?? NumberFormat(code: "General") }
    }

    /// How a cell of a style shows its number.
    subscript(style: Int) -> NumberFormat {
        formats.indices.contains(style) ? formats[style] : NumberFormat.general
    }

    /// The code of a format that files name by its number alone.
    ///
    /// The short dates of 14 and 22 are shown as each computer is set up; here they are in the order
    /// of ISO 8601, as are the dates of 27 to 58, whose words are those of East Asian versions.
    ///
    /// Source: ECMA-376, part 1, 18.8.30 (numFmt).
    private static func code(ofBuiltIn id: Int) -> String {
        switch id {
        case 1: "0"
        case 2: "0.00"
        case 3: "#,##0"
        case 4: "#,##0.00"
        case 9: "0%"
        case 10: "0.00%"
        case 11: "0.00E+00"
        case 12: "# ?/?"
        case 13: "# ??/??"
        case 14, 27...31, 34...36, 50...58: "yyyy-mm-dd"
        case 15: "d-mmm-yy"
        case 16: "d-mmm"
        case 17: "mmm-yy"
        case 18: "h:mm AM/PM"
        case 19: "h:mm:ss AM/PM"
        case 20, 32: "h:mm"
        case 21, 33: "h:mm:ss"
        case 22: "yyyy-mm-dd h:mm"
        case 37, 38: "#,##0;(#,##0)"
        case 39, 40: "#,##0.00;(#,##0.00)"
        case 45: "mm:ss"
        case 46: "[h]:mm:ss"
        case 47: "mmss.0"
        default: "General"
        }
    }
}
