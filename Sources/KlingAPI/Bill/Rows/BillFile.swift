package import Foundation
import Texts

/// Reads a bill that a person exported, or the emulator's own.
package enum BillFile {
    /// The largest file that is read: 256 MiB, some two million rows.
    static let maximumByteCount = 256 << 20

    /// Reads a file in CSV, TSV, JSON or JSON Lines, as its name says.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - columns: which column holds what.
    ///   - timeZone: in which times without a zone are written.
    ///   - encoding: by iconv's name; a byte order mark counts more.
    /// - Throws: ``BillError``; a file with one row that cannot be read gives no bill at all.
    package static func read(
        path: String, columns: BillColumns = BillColumns(), timeZone: TimeZone = .current,
        encoding: String = "UTF-8"
    ) throws(BillError) -> Bill {
        let table: BillTable
        switch RecordFormat(path: path) {
        case .csv:
            table = try csv(try text(path, .jobTable, encoding), path: path, delimiters: ",;\t")
        case .tsv:
            table = try csv(try text(path, .jobTable, encoding), path: path, delimiters: "\t")
        case .json: table = try json(try text(path, .json, encoding), path: path, isLines: false)
        case .jsonl: table = try json(try text(path, .json, encoding), path: path, isLines: true)
        case .xlsx, nil: throw .unknownFormat(path: path)
        }
        return try table.bill(columns, timeZone: timeZone)
    }

    private static func text(
        _ path: String, _ kind: FileKind, _ encoding: String
    ) throws(BillError) -> [UInt8] {
        let wanted = kind == .json ? "JSON, as its name says" : "a table in text, as its name says"
        if let misfit = FileKind.misfit(at: path, taking: [kind, .text], wanted: wanted) {
            throw .unreadable(path: path, reason: misfit)
        }
        let bytes: [UInt8]?
        do throws(TextError) {
            bytes = try WholeText.bytes(ofFileAt: path, limit: maximumByteCount)
        } catch {
            if case .unreadable(_, let reason) = error {
                throw .unreadable(path: path, reason: reason)
            }
            throw .unreadable(path: path, reason: "\(error)")
        }
        guard let bytes else { throw .unreadable(path: path, reason: "it is larger than 256 MiB") }
        switch WholeText.decode(bytes, as: encoding) {
        case .text(let text): return text
        case .undecodable(let reason): throw .unreadable(path: path, reason: reason)
        case .unknownEncoding:
            throw .unreadable(path: path, reason: "the encoding `\(encoding)` is not known here")
        }
    }
}

extension BillFile {
    /// Reads CSV, parted by the first of some delimiters that parts its header.
    private static func csv(
        _ text: [UInt8], path: String, delimiters: String
    ) throws(BillError) -> BillTable {
        let header = text.prefix { $0 != UInt8(ascii: "\n") }
        let delimiter = delimiters.utf8.first(where: header.contains) ?? UInt8(ascii: ",")
        var reader = CSVReader(source: ByteSource(text), delimiter: delimiter)
        var columns: [String]?
        var headerLine = 1
        var lines: [BillTable.Line] = []
        while let record = try next(&reader, path: path) {
            let line = record.places.first?.line ?? 1
            guard let names = columns else {
                columns = record.fields
                headerLine = line
                continue
            }
            guard record.fields.count == names.count else {
                throw .faults(
                    [
                        "\(path):\(line): the row has \(record.fields.count) fields, the header "
                            + "\(names.count); a field with a delimiter in it must stand in quotes"
                    ], count: 1)
            }
            lines.append(BillTable.Line(number: line, cells: record.fields))
        }
        guard let columns else {
            throw .unreadable(
                path: path, reason: "it is empty; its first row must name the columns")
        }
        return BillTable(path: path, headerLine: headerLine, columns: columns, lines: lines)
    }

    private static func next(
        _ reader: inout CSVReader, path: String
    ) throws(BillError) -> CSVRecord? {
        let step: CSVRecordStep
        do throws(TextError) {
            step = try reader.nextRecord(in: path)
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
        switch step {
        case .record(let record): return record
        case .end: return nil
        case .fault(let place, let message):
            throw .faults(["\(path):\(place.line): \(message)"], count: 1)
        }
    }

    private static func json(
        _ text: [UInt8], path: String, isLines: Bool
    ) throws(BillError) -> BillTable {
        let values: [PlacedJSON]
        do throws(JSONFault) {
            values =
                isLines
                ? try PlacedJSON.readLines(text)
                : try BillDocument(try PlacedJSON.read(text)).rows
        } catch {
            throw .faults(["\(path):\(error.line): \(error.message)"], count: 1)
        }
        return try table(values, path: path)
    }

    private static func table(_ values: [PlacedJSON], path: String) throws(BillError) -> BillTable {
        var columns: [String] = []
        var known: Set<String> = []
        for value in values {
            guard let members = value.members else {
                throw .faults(
                    ["\(path):\(value.line): a row of a bill must be an object"], count: 1)
            }
            columns += members.keys.filter { known.insert($0).inserted }.sorted()
        }
        // Of a bill without rows nothing needs to be told.
        if values.isEmpty { columns = ["request_id"] }
        let lines = values.map { value in
            BillTable.Line(number: value.line, cells: columns.map { value[$0]?.text })
        }
        return BillTable(
            path: path, headerLine: values.first?.line ?? 1, columns: columns, lines: lines)
    }
}
