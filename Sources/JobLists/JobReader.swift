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
        builder = JobBuilder(
            defaults: options.defaults, nameTemplate: options.nameTemplate, encoding: encoding)
        for list in lists { _ = try format(of: list) }
        if let reason = CellRules.fault(in: options.defaults) { throw .badDefault(reason: reason) }
    }

    /// Opens a list, whose rows come next.
    package mutating func open(_ list: JobInput) throws(JobListError) {
        let format = try format(of: list)
        begin(path: list.path)
        unused = nil
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
        if let fault = pending.popLast() { return .fault(fault) }
        cells.removeAll()
        guard let step = try reader?.next(into: &cells) else { return nil }
        switch step {
        case .end:
            unused = reader.flatMap { reader in
                UnusedColumns(reader.others.without(options.nameTemplate.columns), path: path)
            }
            reader = nil
            return nil
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

    private mutating func parsedRow(at offset: Int) -> ParsedRow {
        do throws(RowFaults) {
            return .row(try builder.row(from: cells, place: place(at: offset), row: row))
        } catch {
            pending = error.faults.reversed().map(rowFault)
            return .fault(pending.removeLast())
        }
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
        guard let format = options.format ?? RecordFormat(path: list.path) else {
            throw .unknownFormat(path: list.path)
        }
        return format
    }

    private func listReader(_ window: TextWindow, _ format: RecordFormat) -> any ListReader {
        switch format {
        case .csv: csvReader(window, delimiter: UInt8(ascii: ","))
        case .tsv: csvReader(window, delimiter: UInt8(ascii: "\t"))
        case .json: JSONListReader(window: window, isLines: false)
        case .jsonl: JSONListReader(window: window, isLines: true)
        }
    }

    private func csvReader(_ window: TextWindow, delimiter usual: UInt8) -> CSVListReader {
        CSVListReader(
            reader: CSVReader(
                window: window, delimiter: delimiter ?? usual, quoting: options.quoting),
            templateColumns: options.nameTemplate.columns, takesDelimiter: delimiter == nil)
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
