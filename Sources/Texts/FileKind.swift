import Foundation

/// What a file is that is none of those that are read, by its first bytes and by its name.
package enum FileKind: Sendable {
    /// Of a spreadsheet.
    case workbook
    /// Of a word processor or for slides.
    case document
    case epub
    case pdf
    case picture
    case sound
    case film
    case archive
    /// Text of some form.
    case text
    /// Bytes that are no text.
    case data

    /// Looks at a file; nil where it cannot be read.
    package init?(at path: String) {
        guard let file = FileHandle(forReadingAtPath: path),
            let head = try? file.read(upToCount: 4096), !head.isEmpty
        else { return nil }
        let dot = path.lastIndex(of: ".")
        let ending = dot.map { path[path.index(after: $0)...].lowercased() } ?? ""
        let named = Self.endings.first { $0.endings.contains(ending) }?.kind
        guard let known = Self.known(by: Array(head)) else {
            self = named ?? (Self.isText(head) ? .text : .data)
            return
        }
        // A ZIP archive and an old Office file may hold anything; the name says what.
        let isVague = known == .archive || known == .document
        self = isVague ? named ?? known : known
    }

    private static let endings: [(kind: FileKind, endings: [String])] = [
        (.workbook, ["xlsx", "xlsm", "xlsb", "xls", "ods", "fods", "numbers"]),
        (.document, ["doc", "docx", "odt", "pages", "ppt", "pptx", "odp", "key"]),
        (.picture, ["png", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "bmp", "heic"]),
        (.sound, ["mp3", "wav", "m4a", "m4b", "aac", "flac", "ogg", "opus", "wma"]),
        (.film, ["mp4", "mkv", "avi", "mov", "webm", "m4v", "mpg", "ts", "wmv"]),
        (.archive, ["zip", "gz", "xz", "7z", "rar", "tar", "bz2", "cbz", "cbr"]),
    ]

    /// The kind that first bytes tell; sources: the formats' own documents.
    private static func known(by head: [UInt8]) -> FileKind? {
        func begins(_ text: String, at offset: Int = 0) -> Bool {
            head.dropFirst(offset).starts(with: text.utf8)
        }
        if begins("PK") { return begins("mimetypeapplication/epub+zip", at: 30) ? .epub : .archive }
        if begins("%PDF-") { return .pdf }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .document }
        if begins("PNG", at: 1) || head.starts(with: [0xFF, 0xD8, 0xFF]) || begins("GIF8") {
            return .picture
        }
        if begins("ID3") || begins("fLaC") || begins("OggS") || begins("WAVE", at: 8) {
            return .sound
        }
        if begins("ftyp", at: 4) || head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return .film }
        if head.starts(with: [0x1F, 0x8B]) || begins("7z") || begins("Rar!") { return .archive }
        return nil
    }

    private static func isText(_ head: Data) -> Bool {
        // The byte order marks of UTF-16.
        head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
            || !head.contains { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains($0) }
    }

    /// What it is, as the rest of a sentence that begins with “it is”.
    package var words: String {
        switch self {
        case .workbook: "a workbook"
        case .document: "a document of an office program"
        case .epub: "an EPUB, a book"
        case .pdf: "a PDF"
        case .picture: "a picture"
        case .sound: "a sound file"
        case .film: "a film"
        case .archive: "an archive"
        case .text: "text"
        case .data: "no text"
        }
    }

    /// What to do to have it spoken.
    package var way: String {
        switch self {
        case .workbook: "save it as .xlsx, or the sheet as .csv"
        case .document: "save it as .docx or .odt"
        case .epub: "name it .epub"
        case .pdf: "name it .pdf"
        case .picture: "a program for OCR makes text of it"
        case .sound: "speech is made of texts, not the other way round"
        case .film: "name its subtitles, and the film with --video"
        case .archive: "unpack it and name what is in it"
        case .text: "name it .txt to have it read as a book, or give --input-format csv for a list"
        case .data: "give it in one of these forms"
        }
    }

    /// Whether it may be in some form of text.
    package var mayBeText: Bool { self == .text || self == .data }
}
