import SpeechTasks
import Texts

/// Makes headings of jobs: fills in defaults, checks cells, names files.
struct JobBuilder {
    private let defaults: JobDefaults
    private let speakers: SpeakerVoices?
    private let nameTemplate: NameTemplate
    private let columnDefaults: [String: String]
    private let ending: String
    private let textFiles: TextFileReader
    private var names = OutputNameRegistry()
    private var folder = ""

    init(options: JobReaderOptions, encoding: TextEncoding?) {
        defaults = options.defaults
        speakers = options.speakers
        nameTemplate = options.nameTemplate
        columnDefaults = options.columnDefaults
        ending = options.trackEnding
        textFiles = TextFileReader(encoding: encoding)
    }

    /// Says which input the rows from a number on come from.
    mutating func begin(path: String, firstRow: Int) {
        names.beginInput(path: path, firstRow: firstRow)
        folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    /// A row of a list, or everything that is wrong with it.
    mutating func row(
        from cells: JobCells, place: SourcePlace, row: Int
    ) throws(RowFaults) -> ListRow {
        var check = RowCheck()
        for column in [Column.textFile, .id, .voiceID, .output, .title] {
            guard let cell = cells[column] else { continue }
            if let message = SpreadsheetCell.fault(in: cell, of: column) {
                check.add(message, at: cell)
            }
        }
        let text = check.collect(at: cells[.text] ?? cells[.textFile]) { () throws(RowMessage) in
            try self.text(of: cells)
        }
        let heading = try heading(
            from: cells, named: nameTemplate, place: place, row: row, after: check)
        // Where there is no text, that is a fault, and there is no heading.
        return ListRow(heading: heading, text: text ?? "")
    }

    /// The heading of a job that no list holds, or everything that is wrong with it.
    mutating func heading(of job: UnlistedJob, row: Int) throws(RowFaults) -> JobHeading {
        try heading(
            from: job.cells, named: job.nameTemplate ?? nameTemplate, place: job.place, row: row,
            after: RowCheck())
    }

    private mutating func heading(
        from cells: JobCells, named template: NameTemplate, place: SourcePlace, row: Int,
        after check: RowCheck
    ) throws(RowFaults) -> JobHeading {
        var check = check
        let voiceID = check.collect(at: cells[.voiceID]) { () throws(RowMessage) in
            try self.voiceID(of: cells)
        }
        let speed = check.setting(
            cells[.speed], .speed, in: Thousandths.speedRange, else: defaults.speed)
        let volume = check.setting(
            cells[.volume], .volume, in: Thousandths.volumeRange, else: defaults.volume)
        let output = check.collect(at: cells[.output] ?? cells[.id]) { () throws(RowMessage) in
            if let cell = cells[.output] {
                return try OutputName(wanted: cell.value, ending: ending)
            }
            return try OutputName(
                expanded: template.name(
                    for: cells, voiceID: voiceID ?? "", row: row, defaults: columnDefaults),
                ending: ending)
        }
        for column in [Column.id, .title] {
            if let cell = cells[column], cell.value.holdsNUL {
                check.add("`\(column.rawValue)` holds NUL", at: cell)
            }
        }
        guard check.faults.isEmpty, let voiceID, let speed, let volume, let output else {
            throw RowFaults(faults: check.faults)
        }
        if let owner = names.claim(output, row: row, line: place.line) {
            check.add(
                JobBuilder.conflict(output, owner, isWanted: cells[.output] != nil),
                at: cells[.output] ?? cells[.id])
            throw RowFaults(faults: check.faults)
        }
        return JobHeading(
            place: place, row: row, id: cells[.id]?.value, voiceID: voiceID,
            language: cells.language.map(LanguageCode.normal), speed: speed, volume: volume,
            output: output, title: cells[.title]?.value, otherColumns: cells.others)
    }

    private func text(of cells: JobCells) throws(RowMessage) -> String {
        let text: String
        switch (cells[.text], cells[.textFile]) {
        case (nil, nil):
            throw RowMessage("the row has no text: fill in `text` or `text_file`")
        case (_?, _?):
            throw RowMessage("the row has both `text` and `text_file`; leave one empty")
        case (let cell?, nil):
            if let message = SpreadsheetCell.fault(in: cell, of: .text) {
                throw RowMessage(message)
            }
            text = cell.value
        case (nil, let cell?): text = try textFiles.text(of: cell.value, in: folder)
        }
        guard !text.isBlank else {
            throw RowMessage("the text is empty or only white space")
        }
        guard !text.holdsNUL else {
            throw RowMessage("the text holds NUL; is the encoding right?")
        }
        return text
    }

    private func voiceID(of cells: JobCells) throws(RowMessage) -> String {
        if let cell = cells[.voiceID] { return try checked(cell) }
        let speaker = cells.speaker.flatMap { speakers?.casting($0) }
        if case .voice(let voiceID) = speaker { return voiceID }
        if let voiceID = try languageVoice(of: cells) { return voiceID }
        if let cell = cells.usualVoice { return try checked(cell) }
        if let voiceID = defaults.voiceID { return voiceID }
        if let speakers, let name = cells.speaker {
            throw RowMessage(
                "no voice for the speaker `\(name.excerpt)`: name it in \(speakers.path.onOneLine), "
                    + "or give --voice for all others")
        }
        throw RowMessage(
            "no voice: give --voice ID for all rows, or fill in the column `voice_id`; "
                + "`kling-batch voices` lists them")
    }

    private func checked(_ cell: JobCells.Cell) throws(RowMessage) -> String {
        let voiceID = String(cell.value.trimmed)
        if let message = CellRules.fault(inVoiceID: voiceID) { throw RowMessage(message) }
        return voiceID
    }

    /// The voice of the row's language; nil where voices do not go by languages, or others have one.
    private func languageVoice(of cells: JobCells) throws(RowMessage) -> String? {
        let voices = defaults.voicesByLanguage
        guard !voices.isEmpty else { return nil }
        let language = cells.language ?? columnDefaults[NameTemplate.language]
        if let language, let voiceID = voices.voice(for: language) { return voiceID }
        guard defaults.voiceID == nil, cells.usualVoice == nil else { return nil }
        guard let language else {
            throw RowMessage(
                "the row names no language, and voices are given by language: fill it in, say its "
                    + "column with --column language=NAME, or give --language or a --voice NAME for "
                    + "all others")
        }
        throw RowMessage(
            "no voice for the language `\(language.excerpt)`: give --voice "
                + "\(language.excerpt)=NAME, or --voice NAME for all others")
    }

    private static func conflict(
        _ output: OutputName, _ owner: OutputNameRegistry.Owner, isWanted: Bool
    ) -> String {
        let owned = "row \(owner.row) (\(owner.path):\(owner.line))"
        let advice = isWanted ? "change `output`" : "give it another `id`, or `output`"
        return owner.isFolder
            ? "`\(output)` is a folder for the file of \(owned); \(advice)"
            : "`\(output)` would take the file of \(owned), upper and lower case alike; \(advice)"
    }
}

/// All that is wrong with a row; never empty.
struct RowFaults: Error {
    let faults: [RowFault]
}

/// Gathers what is wrong with a row while its cells are looked at.
private struct RowCheck {
    private(set) var faults: [RowFault] = []

    mutating func add(_ message: String, at cell: JobCells.Cell?) {
        faults.append(RowFault(offset: cell?.offset ?? 0, message: message))
    }

    mutating func collect<Value>(
        at cell: JobCells.Cell?, _ read: () throws(RowMessage) -> Value
    ) -> Value? {
        do throws(RowMessage) {
            return try read()
        } catch {
            add(error.text, at: cell)
            return nil
        }
    }

    mutating func setting(
        _ cell: JobCells.Cell?, _ column: Column, in range: ClosedRange<Thousandths>,
        else fallback: Thousandths?
    ) -> Thousandths? {
        guard let cell else { return fallback ?? .normal }
        return collect(at: cell) { () throws(RowMessage) in
            try CellRules.setting(cell.value, of: column, in: range)
        }
    }
}
