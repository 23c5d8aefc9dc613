import Texts

extension ListExport {
    /// Where a file of these columns has what.
    ///
    /// - Parameter chosen: what the person says, which counts more.
    /// - Throws: what is missing, with what to type.
    func columns(
        among names: [String], chosen: ColumnMapping
    ) throws(RowMessage) -> ColumnMapping {
        let usual: [ColumnChoice] =
            switch self {
            case .renpy:
                [
                    ColumnChoice(.id, "Identifier"), ColumnChoice(.text, "Dialogue"),
                    ColumnChoice(speaker: "Character"),
                ]
            case .yarn:
                [
                    ColumnChoice(.id, "id"), ColumnChoice(.text, "text"),
                    ColumnChoice(meaning: .language, name: "language"),
                ]
            case .unreal: ListExport.unrealColumns(among: names)
            case .unity: try unityColumns(among: names, chosen: chosen)
            case .anki: ListExport.ankiColumns(among: names)
            case .ljspeech:
                [ColumnChoice(.id, "ID"), ColumnChoice(.text, "Transcription")]
            }
        let mapping = chosen.completed(by: usual)
        if let missing = mapping.missing(among: names) {
            throw RowMessage(
                "the header has no column `\(missing.name.excerpt)`, where \(toolName) has the "
                    + "\(missing.meaning.word)\(listed(names)); if another column holds it, give "
                    + "--column \(missing.meaning.word)=NAME")
        }
        return mapping
    }

    /// A dialogue script where it is one, else a string table.
    private static func unrealColumns(among names: [String]) -> [ColumnChoice] {
        let isScript = names.contains { $0.lowercased() == "spokendialogue" }
        return isScript
            ? [
                ColumnChoice(.id, "AudioFileName"), ColumnChoice(.text, "SpokenDialogue"),
                ColumnChoice(speaker: "SpeakingVoice"),
            ]
            : [ColumnChoice(.id, "Key"), ColumnChoice(.text, "SourceString")]
    }

    /// The one locale's column, which is called `English(en)`.
    private func unityColumns(
        among names: [String], chosen: ColumnMapping
    ) throws(RowMessage) -> [ColumnChoice] {
        let key = ColumnChoice(.id, "Key")
        guard !chosen.choices.contains(where: { $0.meaning.column == .text }) else { return [key] }
        let locales = names.filter { ListExport.locale(ofColumn: $0) != nil }
        guard let first = locales.first else {
            throw RowMessage(
                "the header has no column of a locale, such as `English(en)`\(listed(names)); if "
                    + "another column holds the text, give --column text=NAME")
        }
        guard locales.count == 1 else {
            let list = locales.map { "`\($0.excerpt)`" }.joined(separator: ", ")
            throw RowMessage(
                "the table has \(locales.count) locales, \(list): say which is spoken, such as "
                    + "--column \"text=\(first.excerpt)\"")
        }
        return [key, ColumnChoice(.text, first)]
    }

    /// The first regular field, and the GUID where there is one.
    private static func ankiColumns(among names: [String]) -> [ColumnChoice] {
        let special = AnkiPreamble.specialNames
        let regular = names.first { !special.contains($0.lowercased()) }
        let guid = names.first { $0.lowercased() == AnkiPreamble.guid }
        return [regular.map { ColumnChoice(.text, $0) }, guid.map { ColumnChoice(.id, $0) }]
            .compactMap { $0 }
    }

    /// The locale of a column such as `English(en)`; nil where it is another.
    static func locale(ofColumn name: String) -> String? {
        guard name.hasSuffix(")"), let open = name.lastIndex(of: "(") else { return nil }
        let code = String(name[name.index(after: open)...].dropLast())
        return LanguageCode.isCommon(code) ? code : nil
    }

    private func listed(_ names: [String]) -> String {
        names.isEmpty ? "" : "; its columns are \(ColumnNames.listed(names.filter { !$0.isEmpty }))"
    }
}
