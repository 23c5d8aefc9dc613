import Texts

/// What is to be said of the names that a tool's rows give their files.
struct ExportNames {
    private var unnamed = 0
    private var waves = 0

    /// Counts a row that is spoken, by its id as the tool wrote it.
    mutating func add(_ id: String?) {
        switch id {
        case nil: unnamed += 1
        case let id?: waves += id.lowercased().hasSuffix(".wav") ? 1 : 0
        }
    }

    /// What the person should know, in sentences.
    ///
    /// - Parameter trackEnding: how the files that are made end.
    func remarks(
        of export: ListExport, in mapping: ColumnMapping, trackEnding: String
    ) -> [String] {
        let choice = mapping.choices.first { $0.meaning.column == .id }
        guard let name = choice?.name.excerpt else { return [] }
        var remarks: [String] = []
        if unnamed > 0, export.playsByID {
            let verb = unnamed == 1 ? "has" : "have"
            remarks.append(
                "\(counted(unnamed, "row")) \(verb) no `\(name)`, so that tracks are named by the "
                    + "row's number, under which \(export.toolName) does not look for them; "
                    + "fill in `\(name)`")
        }
        if waves > 0, export == .unreal, trackEnding != "wav" {
            remarks.append(
                "`\(name)` names files that end in .wav, and the tracks end in .\(trackEnding): "
                    + "give --track wav, if Unreal is to find them")
        }
        return remarks
    }
}

extension ListExport {
    /// Whether the tool finds a line's sound by its id.
    fileprivate var playsByID: Bool {
        switch self {
        case .yarn, .unreal, .unity: true
        // Ren'Py's rows without one are left out; the others' files are found by what names them.
        case .renpy, .anki, .ljspeech: false
        }
    }
}
