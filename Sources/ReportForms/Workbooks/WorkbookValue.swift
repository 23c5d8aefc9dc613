package import SpeechTasks
import Texts

/// What a cell of a workbook holds.
package enum WorkbookValue: Sendable, Equatable {
    /// Words, which never become a formula.
    case text(String)
    /// A count.
    case count(Int)
    /// A number as it is written, such as `12.5`.
    case number(String)
    /// Seconds, shown with three decimals.
    case seconds(Double)
    /// Yuan, shown with two or three decimals.
    case money(Money)
    /// Nothing.
    case none

    /// The most characters that Excel takes in a cell, in UTF-16 units.
    private static let maximumLength = 32_767

    /// The cell as XML; nothing where it is empty.
    func xml(at name: String, isHeading: Bool) -> String {
        switch self {
        case .none: return ""
        case .text(let text) where text.isEmpty: return ""
        case .text(let text):
            let style = isHeading ? CellStyle.heading : CellStyle.style(ofText: text)
            return "<c r=\"\(name)\" s=\"\(style.rawValue)\" t=\"inlineStr\"><is>"
                + "<t xml:space=\"preserve\">\(Self.escaped(Self.fitting(text)))</t></is></c>"
        case .count(let count): return number("\(count)", at: name, .plain)
        case .number(let text): return number(text, at: name, .plain)
        case .seconds(let seconds): return number("\(seconds)", at: name, .seconds)
        case .money(let money): return number("\(money)", at: name, .money)
        }
    }

    private func number(_ text: String, at name: String, _ style: CellStyle) -> String {
        "<c r=\"\(name)\" s=\"\(style.rawValue)\"><v>\(text)</v></c>"
    }

    /// The text, cut with an ellipsis where a cell cannot hold it.
    private static func fitting(_ text: String) -> String {
        guard text.utf16.count > maximumLength else { return text }
        var kept = ""
        var length = 1
        for character in text {
            length += character.utf16.count
            guard length <= maximumLength else { break }
            kept.append(character)
        }
        return kept + "…"
    }

    /// A text as XML has it; what XML cannot hold is spelt `_x0007_`.
    ///
    /// Source: ECMA-376, part 1, 22.9.2.19 (ST_Xstring).
    static func escaped(_ text: String) -> String {
        var xml = ""
        xml.reserveCapacity(text.utf8.count)
        for scalar in text.replacing("_x", with: "_x005F_x").unicodeScalars {
            switch scalar {
            case "&": xml += "&amp;"
            case "<": xml += "&lt;"
            case ">": xml += "&gt;"
            case "\"": xml += "&quot;"
            case "\t", "\n": xml.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}":
                let digits = String(scalar.value, radix: 16, uppercase: true)
                xml += "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
            default: xml.unicodeScalars.append(scalar)
            }
        }
        return xml
    }
}

/// The styles of a workbook's cells, in the order of its `cellXfs`.
enum CellStyle: Int, CaseIterable {
    case plain, heading, seconds, money
    /// A text that a person who edits it would turn into a formula.
    case quoted

    static func style(ofText text: String) -> CellStyle {
        text.first.map { "=+-@".contains($0) } ?? false ? .quoted : .plain
    }

    static let xml = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
        <numFmts count="2"><numFmt numFmtId="164" formatCode="0.000"/>\
        <numFmt numFmtId="165" formatCode="0.00#"/></numFmts>\
        <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
        <font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
        <fills count="2"><fill><patternFill patternType="none"/></fill>\
        <fill><patternFill patternType="gray125"/></fill></fills>\
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
        <cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
        <xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
        <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
        <xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
        <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>\
        <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
        </styleSheet>
        """
}
