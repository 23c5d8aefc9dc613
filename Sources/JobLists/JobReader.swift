package import Texts

/// Reads job lists, a row at a time, and says everything that is wrong in them; gives jobs that no
/// list holds their headings by the same rules.
///
/// Memory does not grow with the lists, some 20 to 50 bytes a row apart, which keep two jobs from
/// having one file. Each list is read once, from front to back.
package struct JobReader {
    private let options: JobReaderOptions
    private let encoding: TextEncoding?
    private let delimiter: UInt8?
    private var builder: JobBuilder
    private var reader: (any ListReader)?
    private var path = ""
    private var row = 0
    private var cells = JobCells()
    /// Further faults of the row read last, the next one at the end.
    private var pending: [JobFault] = []
    /// Rows that are not spoken, by the reason, in the list that is open.
    private var leftOut = LeftOutRows()
    /// What else is to be known of the list that was read last.
    private var remarks: [String] = []
    /// How the rows of a tool's export name their files.
    private var exportNames = ExportNames()
    /// The speakers that rows named so far.
    package private(set) var speakers: Set<String> = []
    /// What nothing is made of in the list that was read last to its end; nil where that is nothing.
    package private(set) var unused: UnusedColumns?
    /// The encoding that the bytes of the list opened last tell; nil where nobody asked them.
    package private(set) var foundEncoding: FoundEncoding?

    /// A reader for some lists, which looks at what can be seen of all of them before the first is
    /// opened.
    ///
    /// Throws for a path that cannot be read, a format that does not show, an encoding iconv does
    /// not know, a delimiter that is none, a default out of range, and standard input named twice.
    package init(lists: [JobInput], options: JobReaderOptions) throws(JobListError) {
        try JobReader.check(lists)
        self.options = options
        encoding = try JobReader.encoding(options.encoding)
        delimiter = try JobReader.delimiter(options.delimiter)
        builder = JobBuilder(options: options, encoding: encoding)
        try options.nameTemplate.checkEnding(options.trackEnding)
        for list in lists { try check(list, as: try format(of: list)) }
        if let reason = CellRules.fault(in: options.defaults) { throw .badDefault(reason: reason) }
    }

    /// Opens a list, whose rows come next.
    package mutating func open(_ list: JobInput) throws(JobListError) {
        let format = try format(of: list)
        begin(path: list.path)
        unused = nil
        (leftOut, remarks, exportNames) = (LeftOutRows(), [], ExportNames())
        if format == .xlsx {
            reader = try sheetReader(list)
            return
        }
        do throws(TextError) {
            foundEncoding = encoding == nil ? try list.encoding() : nil
            if let doubt = foundEncoding?.doubt {
                throw .unreadable(path: list.path, reason: "\(doubt); name it with --encoding")
            }
            let decoder = TextDecoder(
                source: try list.open(), encoding: encoding ?? foundEncoding?.streamed)
            reader = listReader(TextWindow(decoder: decoder), format)
        } catch {
            throw .text(error)
        }
    }

    /// Says that the jobs which come next, and stand in no list, are those of another input.
    package mutating func begin(path: String) {
        self.path = path
        builder.begin(path: path, firstRow: row + 1)
    }

    /// Checks and names a job that no list holds.
    package mutating func heading(of job: UnlistedJob) throws(JobFaults) -> JobHeading {
        row += 1
        do throws(RowFaults) {
            return try builder.heading(of: job, row: row)
        } catch {
            let (place, row) = (job.place, self.row)
            throw JobFaults(
                faults: error.faults.map {
                    JobFault(place: place, row: row, message: $0.message)
                })
        }
    }

    /// Reads the next row or fault of the open list; nil at its end.
    ///
    /// Throws where the list cannot be read on.
    package mutating func next() throws(TextError) -> ParsedRow? {
        while true {
            if let fault = pending.popLast() { return .fault(fault) }
            cells.removeAll()
            guard let step = try reader?.next(into: &cells) else { return nil }
            if case .end = step {
                unused = reader.flatMap { unused(of: $0) }
                remarks = reader?.remarks ?? []
                if let export = options.export, let mapping = reader?.mapping {
                    remarks += exportNames.remarks(
                        of: export, in: mapping, trackEnding: options.trackEnding)
                }
                reader = nil
                return nil
            }
            if let row = parsed(step) { return row }
        }
    }

    /// What a step comes to; nil for a row that is not spoken.
    private mutating func parsed(_ step: ListStep) -> ParsedRow? {
        switch step {
        case .end: return nil
        case .broken(let offset, let message):
            let fault = JobFault(
                place: place(at: offset), row: nil, message: message, endsInput: true)
            reader = nil
            return .fault(fault)
        case .badRow(let offset, let message):
            row += 1
            return .fault(rowFault(RowFault(offset: offset, message: message)))
        case .row(let offset):
            row += 1
            return parsedRow(at: offset)
        }
    }

    /// What is not spoken of the list that was read last, in sentences.
    package var silence: [String] {
        leftOut.sentences(path: path) + remarks.map { "\(path.onOneLine): \($0)" }
    }

    private func unused(of reader: any ListReader) -> UnusedColumns? {
        let used =
            options.nameTemplate.columns + reader.mapping.choices.map(\.name)
            + (options.export?.furtherColumns ?? [])
        return UnusedColumns(
            reader.others.without(used.map { $0.lowercased() }), path: path)
    }

    private mutating func parsedRow(at offset: Int) -> ParsedRow? {
        do throws(RowMessage) {
            if case .leftOut(let reason) = try readMeanings() {
                leftOut.add(reason)
                return nil
            }
        } catch {
            let place = cells[.text]?.offset ?? offset
            return .fault(rowFault(RowFault(offset: place, message: error.text)))
        }
        do throws(RowFaults) {
            return .row(try builder.row(from: cells, place: place(at: offset), row: row))
        } catch {
            pending = error.faults.reversed().map(rowFault)
            return .fault(pending.removeLast())
        }
    }

    /// Reads speaker and language of a row, and turns the row of a tool's export into one that says
    /// what is spoken.
    private mutating func readMeanings() throws(RowMessage) -> ExportRow {
        guard let reader, !reader.mapping.isEmpty else { return .spoken }
        let mapping = reader.mapping
        cells.speaker = mapping.key(of: .speaker).flatMap(cells.other).flatMap(Self.said)
        cells.language = mapping.key(of: .language).flatMap(cells.other).flatMap(Self.said)
        if let export = options.export {
            let text = mapping.choices.first { $0.meaning.column == .text }?.name
            let id = cells[.id]?.value
            let row = try export.read(&cells, isHTML: reader.isHTML, textColumn: text)
            if case .leftOut = row { return row }
            exportNames.add(id)
        }
        guard let speaker = cells.speaker else { return .spoken }
        speakers.insert(speaker)
        let isMuted = options.speakers?.casting(speaker) == .muted
        return isMuted ? .leftOut("of speakers that `null` leaves out in the roles") : .spoken
    }

    /// A cell's text; nil for one that is blank.
    private static func said(_ text: String) -> String? {
        let text = text.trimmed
        return text.isEmpty ? nil : String(text)
    }

    private func rowFault(_ fault: RowFault) -> JobFault {
        JobFault(
            place: place(at: fault.offset), row: row, message: fault.message, endsInput: false)
    }

    private func place(at offset: Int) -> SourcePlace {
        reader?.place(at: offset, in: path) ?? SourcePlace(path: path, line: 1, column: 1)
    }
}

extension JobReader {
    private func format(of list: JobInput) throws(JobListError) -> RecordFormat {
        let named = RecordFormat(path: list.path)
        // A tool's texts may have been taken into a workbook.
        let usual = named == .xlsx ? named : options.export?.format ?? named
        guard let format = options.format ?? usual else {
            throw .unknownFormat(path: list.path)
        }
        guard format != .xlsx || list.isFile else { throw .unseekableWorkbook }
        return format
    }

    /// Throws for a file that is something else by its content.
    private func check(_ list: JobInput, as format: RecordFormat) throws(JobListError) {
        var kinds: Set<FileKind> =
            switch format {
            case .csv, .tsv: [.text, .jobTable]
            case .json, .jsonl: [.text, .json]
            // An archive may be a damaged one.
            case .xlsx: [.workbook, .archive]
            }
        if format != .xlsx, encoding != nil { kinds.insert(.data) }
        guard list.isFile, let reason = FileKind.misfit(at: list.path, taking: kinds) else {
            return
        }
        throw .text(.unreadable(path: list.path, reason: reason))
    }

    private func sheetReader(_ list: JobInput) throws(JobListError) -> SheetListReader {
        do throws(RowMessage) {
            return try SheetListReader(
                path: list.path, sheet: options.sheet, layout: layout)
        } catch {
            throw .text(.unreadable(path: list.path, reason: error.text))
        }
    }

    private var layout: ListLayout {
        ListLayout(
            columns: options.columns, export: options.export,
            templateColumns: options.nameTemplate.columns.filter {
                options.columnDefaults[$0] == nil
                    && !($0 == NameTemplate.language && options.hasLanguages)
            }, takesDelimiter: delimiter == nil)
    }

    private func listReader(_ window: TextWindow, _ format: RecordFormat) -> any ListReader {
        switch format {
        case .csv: csvReader(window, delimiter: UInt8(ascii: ","))
        case .tsv: csvReader(window, delimiter: UInt8(ascii: "\t"))
        // Opened as a file, not as a text.
        case .xlsx, .json: JSONListReader(window: window, isLines: false, mapping: options.columns)
        case .jsonl: JSONListReader(window: window, isLines: true, mapping: options.columns)
        }
    }

    private func csvReader(_ window: TextWindow, delimiter usual: UInt8) -> CSVListReader {
        CSVListReader(
            reader: CSVReader(
                window: window, delimiter: delimiter ?? options.export?.delimiter ?? usual,
                quoting: options.export?.quoting ?? options.quoting),
            layout: layout)
    }

    private static func encoding(_ name: String?) throws(JobListError) -> TextEncoding? {
        guard let encoding = name.map(TextEncoding.init) else { return nil }
        guard encoding.isUTF8 || CharacterConverter(encoding: encoding.name) != nil else {
            throw .text(.unknownEncoding(encoding.name))
        }
        return encoding
    }

    private static func delimiter(_ text: String?) throws(JobListError) -> UInt8? {
        guard let text else { return nil }
        if text == "\\t" { return UInt8(ascii: "\t") }
        guard text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80,
            ![0, CSVReader.quote, CSVReader.lineFeed, CSVReader.carriageReturn].contains(byte)
        else { throw .badDelimiter(text) }
        return byte
    }

    private static func check(_ inputs: [JobInput]) throws(JobListError) {
        guard inputs.count(where: { $0.isStandardInput }) < 2 else { throw .standardInputTwice }
        do throws(TextError) {
            for input in inputs { try input.checkReadable() }
        } catch {
            throw .text(error)
        }
    }
}

extension FoundEncoding {
    /// What a list is decoded from; nil is UTF-8, of which faults say what else it may be.
    fileprivate var streamed: TextEncoding? {
        source == .form && name == "UTF-8" ? nil : TextEncoding(name: name)
    }
}
