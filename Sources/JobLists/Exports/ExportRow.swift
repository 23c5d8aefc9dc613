import Texts

/// What a tool's row is for.
enum ExportRow {
    /// It is spoken.
    case spoken
    /// The tool plays no file for it, for a reason that a sentence can end with.
    case leftOut(String)
}

extension ListExport {
    /// Turns a row as the tool writes it into one that says what is spoken, and by whom.
    ///
    /// - Parameters:
    ///   - isHTML: whether texts are HTML, which Anki says at the front of its file.
    ///   - textColumn: the name of the column with the text.
    /// - Throws: what cannot be spoken as it is, since it is known in the game alone.
    func read(
        _ cells: inout JobCells, isHTML: Bool, textColumn: String?
    ) throws(RowMessage) -> ExportRow {
        switch self {
        case .renpy:
            guard cells[.id] != nil else {
                return .leftOut("without an identifier, for which Ren'Py plays no voice")
            }
            cells.speaker = cells.speaker.map { RenPyText.name($0) }
            try cells.change(.text) { text throws(RowMessage) in try RenPyText.spoken(text) }
        case .yarn:
            cells.change(.id) { $0.hasPrefix("line:") ? String($0.dropFirst(5)) : $0 }
            guard let cell = cells[.text] else { return .spoken }
            let line = try YarnText(cell.value)
            cells.speaker = cells.speaker ?? line.speaker
            cells.change(.text) { _ in line.spoken }
        case .unreal:
            cells.change(.id) { $0.lowercased().hasSuffix(".wav") ? String($0.dropLast(4)) : $0 }
            try cells.change(.text) { text throws(RowMessage) in
                try RichText.unreal(text)
            }
        case .unity:
            cells.language = textColumn.flatMap(ListExport.locale)
            try cells.change(.text) { text throws(RowMessage) in try RichText.unity(text) }
        case .anki:
            try cells.change(.text) { text throws(RowMessage) in
                try AnkiText.spoken(text, isHTML: isHTML)
            }
        case .ljspeech:
            if let normalized = cells.other("normalized transcription"), !normalized.isBlank,
                textColumn?.lowercased() == "transcription"
            {
                if let raw = cells[.text], let textColumn {
                    cells.keep(OtherColumn(name: textColumn, value: raw.value))
                }
                cells.change(.text) { _ in normalized }
            }
        }
        return .spoken
    }
}
