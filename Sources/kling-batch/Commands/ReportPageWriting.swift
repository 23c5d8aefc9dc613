import ArgumentParser
import Foundation
import Ledger
import ReportPages

/// Writes the report of a batch as a page, and says where it is.
func writePage(_ path: String, on row: BatchRow, in reader: LedgerReader) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do {
        try ReportPage(on: row, in: reader, folder: folder).write(toFile: path)
    } catch let fault as PageFault {
        throw ValidationError("\(fault).")
    }
    printLines(path)
}
