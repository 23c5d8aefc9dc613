import BatchPlanning
import Foundation
package import Ledger
package import ReportForms
import SpeechTasks

/// A batch's jobs as a workbook: the columns of their lists, and beside them what became of each.
package enum JobWorkbook {
    private static let front = ["id", "title", "text", "voice"]
    private static let back = [
        "state", "file", "seconds", "speed", "calls", "surely_cny", "cost_cny", "request_ids",
        "cut_confidence", "reason", "place",
    ]

    /// Writes it, a row at a time.
    ///
    /// - Parameters:
    ///   - period: when the calls were made; where it is not all time, jobs without any are left out.
    ///   - currency: another currency that amounts are shown in, too.
    ///   - write: takes the file's bytes as they come.
    package static func write(
        _ row: BatchRow, from reader: LedgerReader, in period: CostPeriod = .all,
        currency: SecondCurrency? = nil, to write: @escaping ([UInt8]) throws -> Void
    ) throws {
        let columns = try ListColumn.all(of: row.batch, in: reader)
        let converted = currency.map { ["cost_\($0.code.lowercased())_converted"] } ?? []
        let names = ownNames(columns.map(\.name), beside: front + back + converted)
        var workbook = try WorkbookWriter(
            heading: front + names + back + converted, write: write)
        _ = try reader.forEachCostedJob(of: row.batch, in: period) { job in
            guard period == .all || !job.cost.isNothing else { return }
            try workbook.add(cells(of: job, columns, currency))
        }
        let skipped = period == .all ? SkippedRows(storedWith: row) : nil
        for fault in skipped?.reported ?? [] {
            let none = [WorkbookValue](repeating: .none, count: front.count + columns.count)
            let between = [WorkbookValue](repeating: .none, count: back.count - 3)
            try workbook.add(
                none + [.text("left out")] + between + [.text(fault.message), .text(fault.place)])
        }
        try workbook.finish()
    }

    private static func cells(
        of costed: CostedJob, _ columns: [ListColumn], _ currency: SecondCurrency?
    ) -> [WorkbookValue] {
        let job = costed.job
        let own = JobReport.columns(ofJSON: job.otherColumns)
        let cost = costed.cost
        let start: [WorkbookValue] = [
            text(job.id), text(job.title), .text(costed.spokenText),
            .text(costed.voices.joined(separator: ", ")),
        ]
        let seconds = job.durationMilliseconds.map { WorkbookValue.seconds(Double($0) / 1000) }
        let end: [WorkbookValue] = [
            .text(job.state.rawValue), .text(job.output), seconds ?? .none,
            .text(costed.speeds.joined(separator: ", ")), .count(cost.calls), .money(cost.surely),
            .money(cost.atMost), .text(costed.requestIDs.joined(separator: " ")),
            costed.cutConfidence.map { .number("\($0)") } ?? .none, text(job.reason),
            .text(job.place),
        ]
        return start + columns.map { $0.cell(own[$0.name]) } + end
            + (currency.map { [.number($0.converted(cost.atMost))] } ?? [])
    }

    private static func text(_ text: String?) -> WorkbookValue { text.map { .text($0) } ?? .none }
}

/// A list's own column in a workbook.
private struct ListColumn {
    let name: String
    /// Whether all that stands in it are numbers, which come back as numbers.
    var hasNumbers: Bool

    func cell(_ value: String?) -> WorkbookValue {
        guard let value, !value.isEmpty else { return .none }
        return hasNumbers ? .number(value) : .text(value)
    }

    /// The columns of a batch's lists, in the order in which they are first met.
    static func all(of batch: BatchID, in reader: LedgerReader) throws -> [ListColumn] {
        let names = try reader.otherColumnNames(of: batch)
        guard !names.isEmpty else { return [] }
        var others: Set<String> = []
        try reader.forEachJob(of: batch) { job in
            guard others.count < names.count else { return }
            for (name, value) in JobReport.columns(ofJSON: job.otherColumns)
            where !value.isEmpty && !value.isPlainNumber { others.insert(name) }
        }
        return names.map { ListColumn(name: $0, hasNumbers: !others.contains($0)) }
    }
}

extension String {
    /// Whether it is a number that a spreadsheet shows as it is: without zeros that would be lost, and
    /// not so long that it would be rounded or become a power of ten, as telephone numbers do.
    fileprivate var isPlainNumber: Bool {
        wholeMatch(of: /-?(0|[1-9][0-9]{0,9})(\.[0-9]{0,5}[1-9])?/) != nil && self != "-0"
    }
}
