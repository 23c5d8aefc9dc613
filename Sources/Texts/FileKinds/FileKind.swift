/// What a file is by what it holds, whatever it is called.
package enum FileKind: Hashable, Sendable, CaseIterable {
    /// Of Office Open XML, `.xlsx`.
    case workbook
    /// Of Excel 97, `.xls`.
    case oldWorkbook
    /// A spreadsheet of another program, such as LibreOffice's `.ods`.
    case otherWorkbook
    /// Of Word since 2007, `.docx`.
    case wordDocument
    /// Of Word 97, `.doc`.
    case oldWordDocument
    /// LibreOffice's `.odt`.
    case openDocument
    /// Rich text, `.rtf`.
    case richText
    /// For slides, or of another program of an office.
    case otherDocument
    /// A file of an office under a password.
    case protectedDocument
    case epub
    case fictionBook
    /// A book for the Kindle or for a Palm.
    case kindleBook
    case pdf
    case picture
    case sound
    case film
    case archive
    /// Of SQLite, as a ledger is.
    case database
    case program
    case webPage
    case subtitles
    case json
    case xml
    /// A table whose first row names columns of a job list, parted by commas, semicolons or tabs.
    case jobTable
    /// Text of any other form.
    case text
    /// Bytes that are no text.
    case data
    /// No bytes.
    case empty

    /// What it is, as the rest of a sentence that begins with “it is”.
    package var words: String {
        switch self {
        case .workbook: "an Excel workbook"
        case .oldWorkbook: "a workbook of Excel 97"
        case .otherWorkbook: "a spreadsheet of a form that is not read"
        case .wordDocument: "a Word document"
        case .oldWordDocument: "a document of Word 97"
        case .openDocument: "an OpenDocument text"
        case .richText: "rich text (RTF)"
        case .otherDocument: "a document of an office program"
        case .protectedDocument: "a document under a password"
        case .epub: "an EPUB, a book"
        case .fictionBook: "a FictionBook"
        case .kindleBook: "a Kindle or Palm book"
        case .pdf: "a PDF"
        case .picture: "a picture"
        case .sound: "a sound file"
        case .film: "a film"
        case .archive: "an archive"
        case .database: "an SQLite database"
        case .program: "a program"
        case .webPage: "an HTML page"
        case .subtitles: "a subtitle file"
        case .json: "JSON"
        case .xml: "XML"
        case .jobTable: "a job list"
        case .text: "text"
        case .data: "no text, nor of another known form"
        case .empty: "empty"
        }
    }

    /// The endings of the names under which it is read; empty for what is not read.
    var endings: [String] {
        switch self {
        case .workbook: ["xlsx", "xlsm"]
        case .wordDocument: ["docx"]
        case .openDocument: ["odt"]
        case .richText: ["rtf"]
        case .epub: ["epub"]
        case .fictionBook: ["fb2", "fbz"]
        case .kindleBook: ["mobi", "azw3", "azw", "prc", "pdb"]
        case .pdf: ["pdf"]
        case .webPage: ["html", "htm", "xhtml"]
        case .subtitles: ["srt", "vtt", "ass", "ttml", "smi"]
        case .json: ["json", "jsonl", "ndjson"]
        case .jobTable: ["csv", "tsv"]
        default: []
        }
    }

    /// Whether it is in some form of text, so that a reader of text may say more of it.
    package var mayBeText: Bool {
        switch self {
        case .webPage, .subtitles, .json, .xml, .jobTable, .richText, .fictionBook, .text, .empty:
            true
        default: false
        }
    }
}
