package import Texts

/// Why job lists cannot be read at all; what is wrong in a list is a ``JobFault``.
package enum JobListError: Error, Equatable, CustomStringConvertible {
    /// A list, or the text it stands for, cannot be read.
    case text(TextError)
    /// A workbook comes from where it cannot be read back and forth.
    case unseekableWorkbook
    /// Neither an input's name nor the options tell its format.
    case unknownFormat(path: String)
    /// Standard input is named twice; it can be read once.
    case standardInputTwice
    /// The delimiter is not one ASCII character that can part fields.
    case badDelimiter(String)
    /// The name template cannot be used, with the reason.
    case badTemplate(template: String, reason: String)
    /// What is said of a column cannot be used, with the reason.
    case badColumn(choice: String, reason: String)
    /// A default for all rows cannot be used, with the reason.
    case badDefault(reason: String)

    /// What happened and what to do next.
    package var description: String {
        switch self {
        case .text(let error):
            error.description
        case .unknownFormat(let path) where Self.isWorkbook(path):
            "\(path.onOneLine): it is \(FileKind.otherWorkbook.words): "
                + FileKind.otherWorkbook.way(of: path)
        case .unseekableWorkbook:
            "a workbook cannot be read from standard input: name its file"
        case .unknownFormat("-"):
            "standard input has no name that tells what it is: give --input-format csv, tsv, json, "
                + "jsonl or a form of subtitles"
        case .unknownFormat(let path):
            "\(path.onOneLine): " + Self.guess(path)
                + "Names tell what an input is: .csv, .tsv, .json, .jsonl and .xlsx are job lists, "
                + ".epub, .txt, .md, .html, .docx, .pdf and others books, .srt, .vtt, .ass and "
                + "others subtitles"
        case .standardInputTwice:
            "standard input (-) is named twice and can be read once: leave one out"
        case .badDelimiter(let delimiter):
            "the delimiter `\(delimiter.excerpt)` cannot be used; give one ASCII character that is not a "
                + "quote, a line break or NUL, for example --delimiter ';'"
        case .badTemplate(let template, let reason):
            "the name template `\(template.excerpt)` cannot be used: \(reason)"
        case .badColumn(let choice, let reason):
            "the column `\(choice.excerpt)` cannot be used: \(reason)"
        case .badDefault(let reason):
            "a setting for all jobs cannot be used: \(reason)"
        }
    }

    /// What the file is whose name does not say it.
    private static func guess(_ path: String) -> String {
        FileKind(at: path).map { "it is \($0.words); \($0.way(of: path)). " } ?? ""
    }

    /// Whether a path names what spreadsheets keep their sheets in.
    private static func isWorkbook(_ path: String) -> Bool {
        [".xlsb", ".xls", ".ods", ".fods", ".numbers", ".gsheet"]
            .contains { path.lowercased().hasSuffix($0) }
    }
}
