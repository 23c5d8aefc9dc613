#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension FileKind {
    private static let headByteCount = 4096
    /// The directory of an archive stands at its end; a book's or a workbook's is not larger.
    private static let tailByteCount = 64 * 1024

    /// Looks into a file.
    ///
    /// Nil for what cannot be read, and for a pipe or a device, which reading would empty.
    package init?(at path: String) {
        guard let file = try? InputFile(path: path, flags: O_NONBLOCK),
            let size = file.regularFileSize(),
            let head = file.bytes(at: 0, count: min(size, Self.headByteCount))
        else { return nil }
        let found = FileKind(startingWith: head)
        // The bytes that it begins with tell no more than what it is packed in; what is packed, or
        // else the name, tells what it is.
        switch found {
        case .archive where head.starts(with: "PK".utf8):
            let packed = Self.packed(in: file, byteCount: size)
            self = packed ?? FileKind(officeEndingOf: path) ?? .archive
        case .otherDocument:
            self = Self.compound(in: file, head) ?? FileKind(oldOfficeEndingOf: path)
        default: self = found
        }
    }

    /// What the names of the files in a ZIP archive tell; nil if they tell nothing.
    private static func packed(in file: InputFile, byteCount: Int) -> FileKind? {
        let front = file.bytes(at: 0, count: min(byteCount, tailByteCount)) ?? []
        if let kind = openKinds.first(where: { front.holds("mimetype" + $0.type, before: 128) }) {
            return kind.kind
        }
        let start = max(0, byteCount - tailByteCount)
        let back = file.bytes(at: start, count: byteCount - start) ?? []
        return packedNames.first { front.holds($0.name) || back.holds($0.name) }?.kind
    }

    /// Sources: EPUB OCF 3.3, 4.2.1; OpenDocument 1.3, part 2, 3.3.
    private static let openKinds: [(type: String, kind: FileKind)] = [
        ("application/epub+zip", .epub),
        ("application/vnd.oasis.opendocument.text", .openDocument),
        ("application/vnd.oasis.opendocument.spreadsheet", .otherWorkbook),
        ("application/vnd.oasis.opendocument", .otherDocument),
    ]

    /// Files that every archive of a kind has.
    ///
    /// Source: ECMA-376, part 1, 8 to 15.
    private static let packedNames: [(name: String, kind: FileKind)] = [
        ("META-INF/container.xml", .epub), ("xl/workbook.xml", .workbook),
        ("xl/workbook.bin", .otherWorkbook), ("word/document.xml", .wordDocument),
        ("ppt/presentation.xml", .otherDocument), (".fb2", .fictionBook),
    ]

    /// What the directory of a compound file of Microsoft's tells; nil if it tells nothing.
    ///
    /// Source: [MS-CFB] 2.2 and 2.6, with the streams that each program's format names.
    private static func compound(in file: InputFile, _ head: [UInt8]) -> FileKind? {
        guard head.count >= 512 else { return nil }
        func number(at place: Int, _ count: Int) -> Int {
            head[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        let (shift, sector) = (number(at: 30, 2), number(at: 48, 4))
        guard (9...12).contains(shift), sector < 1 << 31,
            let directory = file.bytes(at: (sector + 1) << shift, count: 4096)
        else { return nil }
        return streamNames.first { directory.holds(wide: $0.name) }?.kind
    }

    private static let streamNames: [(name: String, kind: FileKind)] = [
        ("EncryptedPackage", .protectedDocument), ("WordDocument", .oldWordDocument),
        ("Workbook", .oldWorkbook), ("Book", .oldWorkbook), ("PowerPoint", .otherDocument),
    ]

    /// What a compound file is whose directory cannot be read.
    private init(oldOfficeEndingOf path: String) {
        switch FileKind(officeEndingOf: path) {
        case .workbook, .oldWorkbook: self = .oldWorkbook
        case .wordDocument, .oldWordDocument: self = .oldWordDocument
        default: self = .otherDocument
        }
    }

    private init?(officeEndingOf path: String) {
        switch path.fileEnding {
        case "xlsx", "xlsm": self = .workbook
        case "xls": self = .oldWorkbook
        case "ods", "xlsb", "numbers": self = .otherWorkbook
        case "docx": self = .wordDocument
        case "doc": self = .oldWordDocument
        case "odt": self = .openDocument
        case "pages", "ppt", "pptx", "odp", "key": self = .otherDocument
        case "epub": self = .epub
        default: return nil
        }
    }
}

extension String {
    /// What stands behind the last dot of a path's last name, in small letters; nil without one.
    var fileEnding: String? {
        let name = split(separator: "/").last.map(String.init) ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        return name[name.index(after: dot)...].lowercased()
    }
}

extension [UInt8] {
    /// Whether a word stands in it, of which no letter but the first may be cut away at the end.
    fileprivate func holds(_ word: String, before end: Int = .max) -> Bool {
        holds(Array(word.utf8), before: end)
    }

    /// Whether a word stands in it in UTF-16.
    fileprivate func holds(wide word: String) -> Bool {
        holds(word.utf8.flatMap { [$0, 0] }, before: .max)
    }

    private func holds(_ word: [UInt8], before end: Int) -> Bool {
        guard let first = word.first else { return true }
        let last = Swift.min(count - word.count, end)
        guard last >= 0 else { return false }
        return (0...last).contains { self[$0] == first && self[$0...].starts(with: word) }
    }
}
