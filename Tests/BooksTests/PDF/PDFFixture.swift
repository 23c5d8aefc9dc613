/// A small PDF, set in Helvetica as a typesetter does it.
struct PDFFixture {
    /// A line of text with the place of its beginning, in points from the page's upper left corner.
    struct Line {
        var text: String
        var left: Double
        var top: Double
        var size = 10.0
    }

    /// How paragraphs are set.
    struct Style {
        var left = 60.0
        var top = 80.0
        var bottom = 760.0
        var width = 400.0
        var size = 10.0
        var leading = 13.0
        var indent = 0.0
        var gap = 0.0
        /// Words that may be cut, with a hyphen where they are.
        var cuts: [String: String] = [:]
    }

    var pages: [[Line]] = []
    /// Bookmarks and the pages they lead to, from 0.
    var outline: [(title: String, page: Int)] = []
    var title = ""
    var isEncrypted = false

    // MARK: Setting

    /// Sets paragraphs from the top of a new page on; lines of verse are parted by breaks.
    mutating func set(_ paragraphs: [String], _ style: Style = Style()) {
        pages.append([])
        var top = style.top
        for paragraph in paragraphs {
            for (index, verse) in paragraph.split(separator: "\n").enumerated() {
                let isFirst = index == 0 && !paragraph.contains("\n")
                for (row, line) in wrap(String(verse), style, isIndented: isFirst).enumerated() {
                    if top > style.bottom {
                        pages.append([])
                        top = style.top
                    }
                    let indent = row == 0 && isFirst ? style.indent : 0
                    add(Line(text: line, left: style.left + indent, top: top, size: style.size))
                    top += style.leading
                }
            }
            top += style.gap
        }
    }

    mutating func add(_ line: Line) { pages[pages.count - 1].append(line) }

    private func wrap(_ text: String, _ style: Style, isIndented: Bool) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ").map(String.init) {
            let room = style.width - (lines.isEmpty && isIndented ? style.indent : 0)
            let longer = line.isEmpty ? word : "\(line) \(word)"
            if PDFFixture.width(longer, style.size) <= room {
                line = longer
            } else if let head = style.cuts[word],
                PDFFixture.width("\(line) \(head)-", style.size) <= room
            {
                lines.append("\(line) \(head)-")
                line = String(word.dropFirst(head.count))
            } else {
                lines.append(line)
                line = word
            }
        }
        return lines + [line]
    }

    /// The width of a text in points.
    static func width(_ text: String, _ size: Double) -> Double {
        text.utf8.reduce(0) { $0 + Double($1 < 32 ? 0 : widths[Int($1) - 32]) } * size / 1000
    }

    /// Helvetica's widths of the characters from the space on, by Adobe's metrics.
    private static let widths =
        [
            278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556,
            556,
            556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667,
            722,
            722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611,
            722,
            667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,
            556,
            556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500,
            500,
            500, 334, 260, 334, 584,
        ] + [Int](repeating: 556, count: 200)

    // MARK: Writing

    /// The file.
    var bytes: [UInt8] {
        var objects = ["<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"]
        func add(_ object: String) -> Int {
            objects.append(object)
            return objects.count
        }
        let tree = objects.count + 1 + pages.count * 2
        var kids: [Int] = []
        for page in pages {
            let content = page.map(draw).joined(separator: "\n")
            let stream = add("<</Length \(content.utf8.count)>> stream\n\(content)\nendstream")
            kids.append(
                add(
                    "<</Type /Page /Parent \(tree) 0 R /MediaBox [0 0 595 842] /Contents "
                        + "\(stream) 0 R /Resources <</Font <</F1 1 0 R>>>>>>"))
        }
        let list = kids.map { "\($0) 0 R" }.joined(separator: " ")
        _ = add("<</Type /Pages /Kids [\(list)] /Count \(kids.count)>>")
        let root = objects.count + 1 + (outline.isEmpty ? 0 : outline.count + 1)
        var catalogue = "<</Type /Catalog /Pages \(tree) 0 R"
        if !outline.isEmpty {
            let first = objects.count + 1
            let parent = first + outline.count
            for (index, entry) in outline.enumerated() {
                let next = index + 1 < outline.count ? "/Next \(first + index + 1) 0 R" : ""
                _ = add(
                    "<</Title (\(entry.title)) /Parent \(parent) 0 R \(next) "
                        + "/Dest [\(kids[entry.page]) 0 R /Fit]>>")
            }
            catalogue += " /Outlines \(parent) 0 R"
            _ = add(
                "<</Type /Outlines /First \(first) 0 R /Last \(parent - 1) 0 R "
                    + "/Count \(outline.count)>>")
        }
        _ = add(catalogue + ">>")
        let info = add("<</Title (\(title))>>")
        return file(objects, root: root, info: info)
    }

    private func draw(_ line: Line) -> String {
        let text = line.text.map { "()\\".contains($0) ? "\\\($0)" : String($0) }.joined()
        return
            "BT /F1 \(line.size) Tf \(line.left) \(842 - line.top - line.size) Td (\(text)) Tj ET"
    }

    private func file(_ objects: [String], root: Int, info: Int) -> [UInt8] {
        var file = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(file.utf8.count)
            file += "\(index + 1) 0 obj \(object) endobj\n"
        }
        let start = file.utf8.count
        file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            let digits = String(offset)
            file += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        let key = String(repeating: "00", count: 32)
        let encryption =
            isEncrypted
            ? " /Encrypt <</Filter /Standard /V 1 /R 2 /P -4 /O <\(key)> /U <\(key)>>> /ID [<00> <00>]"
            : ""
        file += "trailer <</Root \(root) 0 R /Info \(info) 0 R /Size \(objects.count + 1)"
        return Array((file + "\(encryption)>>\nstartxref\n\(start)\n%%EOF\n").utf8)
    }
}
