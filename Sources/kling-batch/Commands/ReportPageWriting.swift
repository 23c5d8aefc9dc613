import ArgumentParser
import Foundation
import Ledger
import ReportPages
import Reports

/// Writes the report of a batch as a page, and says where it is.
func writePage(
    _ path: String, on row: BatchRow, in reader: LedgerReader, holding: LedgerHolding
) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do {
        let standing = try RunStanding(of: row, in: reader, holding: holding)
        try ReportPage(on: row, in: reader, standing: standing, folder: folder)
            .write(toFile: path)
    } catch let fault as PageFault {
        throw ValidationError("\(fault).")
    }
    printLines(path)
}
