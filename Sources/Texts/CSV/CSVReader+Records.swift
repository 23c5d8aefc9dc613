/// A record of CSV with the places of its fields.
package struct CSVRecord: Equatable, Sendable {
    /// The text of each field.
    package let fields: [String]
    /// Where each field begins, inside its quotes.
    package let places: [SourcePlace]
}

/// What a file of CSV gives next.
package enum CSVRecordStep: Equatable, Sendable {
    case record(CSVRecord)
    case fault(SourcePlace, message: String)
    case end
}

extension CSVReader {
    /// A reader of a file of UTF-8, or of what its byte order mark says.
    package init(path: String, delimiter: UInt8) throws(TextError) {
        self.init(source: try .file(path), delimiter: delimiter)
    }

    /// The next record of the file of a path; nothing is to be read after a fault.
    package mutating func nextRecord(in path: String) throws(TextError) -> CSVRecordStep {
        func place(_ offset: Int) -> SourcePlace {
            let position = window.position(at: offset)
            return SourcePlace(path: path, line: position.line, column: position.column)
        }
        switch try next() {
        case .end: return .end
        case .broken(let offset, let message), .badRecord(let offset, let message):
            return .fault(place(offset), message: message)
        case .record:
            let places = fields.map { place($0.range.lowerBound) }
            return .record(CSVRecord(fields: fields.map(string), places: places))
        }
    }
}
