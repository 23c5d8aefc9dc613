extension FileKind {
    /// Why a file is no input of the kinds that are taken, as the rest of a sentence that names it:
    /// what it is by its content, and what to do; nil for one of these kinds.
    ///
    /// Empty files are taken, and so is what cannot be looked at, such as a pipe: who reads it says
    /// what is wrong.
    package static func misfit(at path: String, taking kinds: Set<FileKind>) -> String? {
        guard let kind = FileKind(at: path), kind != .empty, !kinds.contains(kind) else {
            return nil
        }
        return "by its content it is \(kind.words); \(kind.way(of: path))"
    }

    /// Why a file that stands beside inputs is none of the kinds that are taken.
    ///
    /// - Parameter wanted: what it has to be: `a JSON file`.
    package static func misfit(
        at path: String, taking kinds: Set<FileKind>, wanted: String
    ) -> String? {
        guard let kind = FileKind(at: path), kind != .empty, !kinds.contains(kind) else {
            return nil
        }
        return "by its content it is \(kind.words), and has to be \(wanted)"
    }

    /// What to do with a file of this kind to have it spoken.
    package func way(of path: String) -> String {
        switch self {
        case .workbook, .jobTable, .json:
            renaming(path) + " to have it read as a job list"
        case .wordDocument, .openDocument, .richText, .epub, .fictionBook, .kindleBook, .pdf,
            .webPage:
            renaming(path) + " to have it read as a book"
        case .subtitles: renaming(path) + " to have it read as subtitles"
        case .oldWorkbook, .otherWorkbook: Self.saving(path, as: "xlsx")
        case .oldWordDocument: Self.saving(path, as: "docx")
        case .otherDocument: "save it as .docx or .odt, or as .pdf"
        case .protectedDocument:
            "open it, take the password away under “Protect Workbook” or “Protect Document” (in "
                + "LibreOffice “Save with password”), and save it again"
        case .picture: "a program for OCR makes text of it"
        case .sound: "speech is made of texts, not the other way round"
        case .film: "name its subtitles, and the film with --video"
        case .archive: "unpack it and name what is in it"
        case .database: "a ledger is named with --ledger"
        case .xml: "its marks would be spoken; make plain text or HTML of it"
        case .text:
            "name it \(Self.name(path, "txt")) to have it read as a book, or give --input-format csv "
                + "for a job list"
        case .program, .data, .empty: "nothing in it can be spoken"
        }
    }

    private func renaming(_ path: String) -> String {
        guard let ending = endings.first else { return "" }
        // It is called so, and a person said that it is something else.
        if endings.contains(path.fileEnding ?? "") { return "leave --input-format out" }
        return "name it \(Self.name(path, ending))"
    }

    private static func saving(_ path: String, as ending: String) -> String {
        "save it as .\(ending), or with LibreOffice: soffice --headless --convert-to \(ending) "
            + path.onOneLine.shellPath
    }

    /// A file's own name with another ending.
    private static func name(_ path: String, _ ending: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let stem = path.fileEnding.map { String(name.dropLast($0.count + 1)) } ?? name
        return "\(stem).\(ending)".onOneLine
    }
}
