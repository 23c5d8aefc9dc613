import ArgumentParser
import BatchPlanning
import BatchRun
import Books
import Foundation
import JobLists
import Ledger
import Texts

/// Which inputs are read, and how.
struct ListOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Job lists (.csv, .tsv, .xlsx, .json, .jsonl, - for standard input), books (.epub, .txt, "
                + ".md, .html, .docx, .pdf and others) and subtitles (.srt, .vtt, .ass, .ttml and "
                + "others).", valueName: "input"),
        completion: .file())
    var lists: [String] = []

    @Option(.inputFormat) var inputFormat: InputFormat?
    @Option(.encoding) var encoding: String?
    @Option(.delimiter) var delimiter: String?
    @Option(.quote) var quote: CSVQuoting?
    @Option(.listColumn) var column: [ColumnChoice]
    @Option(.columnsOf) var columnsOf: ListExport?
    @Option(.voiceFrom) var voiceFrom: String?
    @Option(.sheet) var sheet: String?
    @Flag(.skipInvalid) var skipInvalid: Bool?
    @Option(.nameTemplate) var nameTemplate: NameTemplate?
    @Flag(.packRows) var packRows: Bool?

    func validate() throws {
        guard !lists.isEmpty else {
            throw ValidationError(
                "Name at least one job list, book or subtitle file, or - for standard input.")
        }
        guard !inputs.isEmpty else {
            throw ValidationError(
                "\(lists.listed(by: "and")): a run made this beside a voice track, to show when lines are "
                    + "spoken, so it is no input. Give it another name to have it spoken.")
        }
    }

    /// The inputs without what a run wrote beside a voice track, which a glob takes along.
    var inputs: [String] { lists.filter { !isMadeByRun(subtitlesAt: $0) } }

    /// The same without files that batches of a ledger have made, which a glob takes along.
    ///
    /// - Throws: `ValidationError` where nothing is left.
    func without(filesMadeBy reader: LedgerReader?) throws -> ListOptions {
        guard let reader else { return self }
        let made = try Set(inputs.filter { try isMadeByBatch(absolutePath($0), in: reader) })
        guard !made.isEmpty else { return self }
        guard made.count < Set(inputs).count else {
            throw ValidationError(
                "\(made.sorted().listed(by: "and")): a batch of this ledger has made this, so it is no "
                    + "input. Copy it under another name to have it spoken.")
        }
        let shown = made.sorted().prefix(3).joined(separator: ", ")
        let more = made.count > 3 ? " and \(made.count - 3) more" : ""
        note("Left out, since batches of this ledger have made them: \(shown)\(more).")
        var list = self
        list.lists.removeAll(where: made.contains)
        return list
    }

    /// Says which files are no inputs.
    func noteLeftOut() {
        for path in lists where isMadeByRun(subtitlesAt: path) {
            note("\(path) is left out: a run has written it beside a voice track.")
        }
    }

    /// Writes how inputs are read into a batch's settings.
    func apply(to run: inout RunSettings, _ settings: Settings) throws {
        switch try settings.value(.inputFormat, inputFormat) {
        case .list(let format): run.reading.format = format
        case .subtitles(let format): run.subtitles.format = format
        case nil: break
        }
        try settings.take(.encoding, encoding, into: &run.reading.encoding)
        try settings.take(.delimiter, delimiter, into: &run.reading.delimiter)
        try settings.take(.quote, quote, into: &run.reading.quoting)
        let speakers = voiceFrom.map { ColumnChoice(speaker: $0) }
        run.reading.columns = try ColumnMapping(column + [speakers].compactMap { $0 })
        run.reading.export = columnsOf
        run.reading.sheet = sheet
        run.reading.nameTemplate =
            try settings.value(.nameTemplate, nameTemplate) ?? columnsOf?.nameTemplate ?? .id
        try settings.take(.skipInvalid, skipInvalid, into: &run.skipsInvalid)
        try settings.take(.packRows, packRows, into: &run.lists.packsRows)
        run.book.reading.encoding = run.reading.encoding
    }

    /// Refuses a format that none of the inputs can be in.
    func checkFormat(_ run: RunSettings) throws {
        guard let inputFormat else { return }
        let setting: Setting<InputFormat> =
            switch inputFormat {
            case .list: Setting.inputFormat.concerning(.list)
            case .subtitles: Setting.inputFormat.concerning(.subtitles)
            }
        try refuseIdle(
            [setting.facts], for: inputs.map { (path: $0, kind: run.kind(of: $0)) })
    }

    /// Refuses what does nothing for inputs of these forms, though it does for others of their kind.
    func check(_ run: RunSettings) throws {
        let forms = inputs.map { run.reading.saidFormat ?? RecordFormat(path: $0) }
        let hasFields = forms.contains { [nil, .csv, .tsv].contains($0) }
        let own = inputs.map { run.reading.format ?? RecordFormat(path: $0) }
        let hasSheets = inputs.contains { (run.reading.format ?? RecordFormat(path: $0)) == .xlsx }
        try require(.sheet, sheet, where: hasSheets, else: "without a workbook (.xlsx)")
        try require(
            .delimiter, delimiter, where: hasFields,
            else: "in JSON and workbooks: it parts the fields of CSV and TSV")
        try require(
            .quote, quote, where: hasFields,
            else: "in JSON and workbooks: it is for CSV and TSV")
        try require(
            .columnsOf, columnsOf, where: own.contains { ![.json, .jsonl].contains($0) },
            else: "in JSON: it is for CSV, TSV and XLSX")
        try require(
            .quote, quote, where: columnsOf == nil,
            else: "with --columns-of, which says what a quote means")
        try require(
            .encoding, encoding,
            where: zip(inputs, own).contains { path, format in
                run.kind(of: path) == .book ? takesEncoding(path) : format != .xlsx
            }, else: encodingIsKnown)
    }

    /// Refuses speakers without roles, and roles for lists that name no speakers.
    func checkRoles(_ run: RunSettings, given roles: String?) throws {
        let others = inputs.contains { run.kind(of: $0) != .list }
        try require(
            .voiceFrom, voiceFrom, where: run.subtitles.rolesPath != nil,
            else: "without --roles, the file with the voices of the speakers")
        try require(
            .roles, roles, where: others || run.reading.hasSpeakers,
            else: "without --voice-from, which names the list's column of speakers")
    }

    /// The batch's name where none is given.
    var usualBatchName: String { batchName(of: inputs) }
}

/// The name of a batch of these inputs where none is given: that of the first, without folder and
/// extension.
func batchName(of inputs: [String]) -> String {
    let first = inputs.first ?? "-"
    guard first != "-" else { return "standard-input" }
    return URL(fileURLWithPath: first).deletingPathExtension().lastPathComponent
}

/// Whether a book's encoding can be told: all but plain text, Markdown, HTML and FictionBook say theirs.
func takesEncoding(_ book: String) -> Bool {
    [.text, .markdown, .html, .fictionBook].contains(BookFormat(path: book))
}

/// Why an encoding does nothing for other books.
let encodingIsKnown =
    "for workbooks and books that say their encoding themselves: it is for text, HTML and FB2"
