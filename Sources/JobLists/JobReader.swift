package import Texts

/// Reads job lists one after the other, a row at a time, and says everything that is wrong in them.
///
/// Memory does not grow with the lists, some 20 to 50 bytes a row apart, which keep two jobs from
/// having one file. Each input is read once, from front to back.
package struct JobReader {
    private struct List {
        let input: JobInput
        /// Nil where the rows are there already.
        let format: RecordFormat?
    }

    private let lists: [List]
    private let options: JobReaderOptions
    private let encoding: TextEncoding?
    private let delimiter: UInt8?
    private var nextList = 0
    private var builder: JobBuilder
    private var reader: (any ListReader)?
    private var path = ""
    private var row = 0
    private var cells = JobCells()
    /// Further faults of the row read last, the next one at the end.
    private var pending: [JobFault] = []

    /// A reader of some lists, which looks at what can be seen before the first row is read.
    ///
    /// Throws for a path that cannot be read, a format that does not show, an encoding iconv does
    /// not know, a delimiter that is none, a default out of range, and standard input named twice.
    package init(inputs: [JobInput], options: JobReaderOptions) throws(JobListError) {
        try JobReader.check(inputs)
        var lists: [List] = []
        for input in inputs {
            let format = options.format ?? RecordFormat(path: input.path)
            guard format != nil || input.rows != nil else {
                throw .unknownFormat(path: input.path)
            }
            lists.append(List(input: input, format: input.rows == nil ? format : nil))
        }
        self.lists = lists
        self.options = options
        encoding = try JobReader.encoding(options.encoding)
        delimiter = try JobReader.delimiter(options.delimiter)
        builder = JobBuilder(
            defaults: options.defaults, nameTemplate: options.nameTemplate, encoding: encoding)
        if let reason = CellRules.fault(in: options.defaults) { throw .badDefault(reason: reason) }
    }

    /// A reader of the lists under some paths; `-` is standard input.
    ///
    /// Throws as the other initializer does.
    package init(paths: [String], options: JobReaderOptions) throws(JobListError) {
        try self.init(inputs: paths.map { JobInput(path: $0) }, options: options)
    }

    /// The next job or fault; nil after the last list.
    ///
    /// A fault that ends its list is followed by the next list. Throws where an input cannot be
    /// read on.
    package mutating func next() throws(TextError) -> ParsedRow? {
        if let fault = pending.popLast() { return .fault(fault) }
        while true {
            guard try openList() else { return nil }
            cells.removeAll()
            guard let step = try reader?.next(into: &cells) else { return nil }
            switch step {
            case .end: reader = nil
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
    }

    private mutating func parsedRow(at offset: Int) -> ParsedRow {
        do throws(RowFaults) {
            return .job(try builder.job(from: cells, place: place(at: offset), row: row))
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
    /// Opens the next list if none is open; false after the last.
    private mutating func openList() throws(TextError) -> Bool {
        if reader != nil { return true }
        guard nextList < lists.count else { return false }
        let list = lists[nextList]
        nextList += 1
        path = list.input.path
        builder.beginList(path: path, firstRow: row + 1)
        guard let format = list.format else {
            reader = PreparedRowReader(list.input.rows ?? [])
            return true
        }
        let decoder = TextDecoder(source: try list.input.open(), encoding: encoding)
        let window = TextWindow(decoder: decoder)
        switch format {
        case .csv: reader = csvReader(window, delimiter: UInt8(ascii: ","))
        case .tsv: reader = csvReader(window, delimiter: UInt8(ascii: "\t"))
        case .json: reader = JSONListReader(window: window, isLines: false)
        case .jsonl: reader = JSONListReader(window: window, isLines: true)
        }
        return true
    }

    private func csvReader(_ window: TextWindow, delimiter usual: UInt8) -> CSVListReader {
        CSVListReader(
            reader: CSVReader(window: window, delimiter: delimiter ?? usual),
            templateColumns: options.nameTemplate.columns)
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
