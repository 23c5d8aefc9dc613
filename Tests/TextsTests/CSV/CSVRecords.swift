import TestSupport
import Texts

/// All records of some CSV.
func records(_ bytes: [UInt8], delimiter: Character = ",", chunk: Int = 1 << 20) throws
    -> [[String]]
{
    var reader = CSVReader(
        source: ByteSource(bytes, chunk: chunk), delimiter: delimiter.asciiValue ?? 0)
    var records: [[String]] = []
    while let record = try reader.nextStrings() { records.append(record) }
    return records
}

extension CSVReader {
    /// The next record's fields; nil at the end or where nothing more can be read.
    fileprivate mutating func nextStrings() throws(TextError) -> [String]? {
        switch try next() {
        case .record, .badRecord: fields.map(string)
        case .broken, .end: nil
        }
    }
}
