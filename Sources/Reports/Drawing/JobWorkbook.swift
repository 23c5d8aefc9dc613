import BatchPlanning
import Foundation
package import Ledger
import ReportForms
import SpeechTasks

/// A batch's jobs as a workbook: the columns of their lists, and beside them what became of each.
package enum JobWorkbook {
    /// Writes it, a row at a time.
    ///
    /// - Parameter write: takes the file's bytes as they come.
    package static func write(
        _ batch: BatchID, from reader: LedgerReader, to write: @escaping ([UInt8]) throws -> Void
    ) throws {
        let names = try reader.otherColumnNames(of: batch)
        let heading =
            ["id", "title", "text", "voice"] + names
            + ["state", "file", "seconds", "cost_cny", "reason", "place"]
        var workbook = try WorkbookWriter(heading: heading, write: write)
        try reader.forEachSpokenJob(of: batch) { row in
            try workbook.add(cells(of: row, names))
        }
        try workbook.finish()
    }

    private static func cells(of row: SpokenJobRow, _ names: [String]) -> [WorkbookValue] {
        let job = row.job
        let others =
            job.otherColumns.flatMap { text in
                try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
            } ?? [:]
        let front: [WorkbookValue] = [
            text(job.id), text(job.title), .text(row.ownText),
            .text(row.voices.joined(separator: ", ")),
        ]
        let seconds = job.durationMilliseconds.map { WorkbookValue.seconds(Double($0) / 1000) }
        return front + names.map { text(others[$0]) } + [
            .text(job.state.rawValue), .text(job.output), seconds ?? .none, .money(row.cost),
            text(job.reason), .text(job.place),
        ]
    }

    private static func text(_ text: String?) -> WorkbookValue { text.map { .text($0) } ?? .none }
}

extension SpokenJobRow {
    /// What the row says, also where it shares its call with others.
    fileprivate var ownText: String {
        trackForm.flatMap { TrackForm(json: $0) }?.pack?.text ?? text
    }
}
