import Markup
import Texts

/// A workbook of Office Open XML: its sheets, and what they share.
///
/// Source: ECMA-376, part 1, 18 (SpreadsheetML).
struct Workbook {
    /// A sheet, by name.
    struct Sheet {
        let name: String
        let isHidden: Bool
        /// Its file in the archive.
        let file: String
    }

    let archive: ZIPArchive
    private(set) var sheets: [Sheet] = []
    private(set) var strings = SharedStrings()
    private(set) var formats = CellFormats()
    /// Whether dates count from 1904.
    private(set) var countsFrom1904 = false

    /// Opens a workbook; throws why it is none.
    init(path: String) throws(RowMessage) {
        do throws(ArchiveError) {
            archive = try ZIPArchive(path: path)
        } catch {
            throw RowMessage(Workbook.message(error))
        }
        let parts = try Workbook.relations(of: "", in: archive)
        guard let main = parts.first(where: { $0.type == "officeDocument" })?.target else {
            throw RowMessage("it is an archive, but holds no workbook")
        }
        try read(main)
    }

    /// The sheet of a name, or the first that is not hidden.
    func sheet(named name: String?) throws(RowMessage) -> Sheet {
        guard let name else {
            guard let first = sheets.first(where: { !$0.isHidden }) ?? sheets.first else {
                throw RowMessage("the workbook has no sheet with cells")
            }
            return first
        }
        if let sheet = sheets.first(where: { $0.name.lowercased() == name.lowercased() }) {
            return sheet
        }
        let list = sheets.map { "`\($0.name.excerpt)`" }.joined(separator: ", ")
        throw RowMessage("there is no sheet `\(name.excerpt)`; there are \(list): see --sheet")
    }

    private mutating func read(_ main: String) throws(RowMessage) {
        let parts = try Workbook.relations(of: main, in: archive)
        let files = Dictionary(parts.map { ($0.id, $0) }) { first, _ in first }
        try Workbook.forEachElement(of: main, in: archive) { (name, xml) throws(XMLStream.Fault) in
            if name == "workbookPr" {
                countsFrom1904 = ["1", "true"].contains(xml.attribute("date1904"))
            }
            guard name == "sheet", let title = xml.attribute("name"),
                let part = files[xml.attribute("r:id") ?? ""], part.type == "worksheet"
            else { return }
            let state = xml.attribute("state") ?? "visible"
            sheets.append(Sheet(name: title, isHidden: state != "visible", file: part.target))
        }
        if let styles = parts.first(where: { $0.type == "styles" })?.target {
            formats = try CellFormats(file: styles, in: archive)
        }
        if let shared = parts.first(where: { $0.type == "sharedStrings" })?.target {
            strings = try SharedStrings(file: shared, in: archive)
        }
    }
}

extension Workbook {
    /// A part that another one names.
    struct Relation {
        let id: String
        /// The last word of its type.
        let type: String
        /// Its file in the archive.
        let target: String
    }

    private static func relations(
        of file: String, in archive: ZIPArchive
    ) throws(RowMessage) -> [Relation] {
        let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
        let list = folder + "_rels/" + file.dropFirst(folder.count) + ".rels"
        guard archive.name(matching: list) != nil else { return [] }
        var found: [Relation] = []
        try forEachElement(of: list, in: archive) { (name, xml) throws(XMLStream.Fault) in
            guard name == "Relationship", let id = xml.attribute("Id"),
                let type = xml.attribute("Type")?.split(separator: "/").last,
                let target = xml.attribute("Target"), xml.attribute("TargetMode") != "External"
            else { return }
            let path = target.hasPrefix("/") ? String(target.dropFirst()) : folder + target
            found.append(Relation(id: id, type: String(type), target: path))
        }
        return found
    }

    /// Hands over each element of a file as it begins.
    static func forEachElement(
        of file: String, in archive: ZIPArchive,
        _ body: (String, XMLStream) throws(XMLStream.Fault) -> Void
    ) throws(RowMessage) {
        let xml = try xml(of: file, in: archive)
        do throws(XMLStream.Fault) {
            while let event = try xml.next() {
                if case .start(let name) = event { try body(name, xml) }
            }
        } catch {
            throw RowMessage("\(file): \(error.reason)")
        }
    }

    /// A file's XML from the front.
    static func xml(of file: String, in archive: ZIPArchive) throws(RowMessage) -> XMLStream {
        let stream: ArchiveStream
        do throws(ZIPArchive.Fault) {
            stream = try archive.stream(of: file)
        } catch {
            switch error {
            case .missing: throw RowMessage("the workbook has no file \(file)")
            case .damaged(let reason), .excessive(let reason):
                throw RowMessage("\(file): \(reason)")
            }
        }
        do throws(XMLStream.Fault) {
            return try XMLStream(stream)
        } catch {
            throw RowMessage("\(file): \(error.reason)")
        }
    }

    private static func message(_ error: ArchiveError) -> String {
        switch error {
        case .unreadable(_, let reason): reason
        case .damaged(_, let reason), .excessive(_, let reason):
            "no workbook of .xlsx can be read from it: \(reason)"
        }
    }
}
