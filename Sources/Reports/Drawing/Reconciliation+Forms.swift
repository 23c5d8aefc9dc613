package import BatchRun
import Foundation
import Ledger
package import ReportForms
import SpeechTasks
import Texts

extension Reconciliation {
    /// What was found, in a form; as a table with remarks, and both bounds before and after.
    package func drawn(as form: ReportForm) -> String {
        form.drawn(table: table, rows: rows, row: row)
    }

    private var table: String {
        var parts = [headline]
        if !lines.isEmpty { parts.append(linesTable) }
        if !remarks.isEmpty { parts.append(remarks.joined(separator: "\n")) }
        parts.append(boundsTable)
        parts.append(nextStep)
        return parts.joined(separator: "\n\n")
    }

    private var headline: String {
        "\(counted(callCount, "call")) compared with \(counted(rowCount, "row")) of the bill; "
            + "\(agreeingCount) agree."
    }

    private var linesTable: String {
        var table = TextTable(heading: ["verdict", "call", "batch", "time", "CNY", "text", "why"])
        for line in lines {
            table.add([
                line.kind.rawValue, line.call.map { "\($0.number)" } ?? "",
                line.call?.batch ?? "", line.time?.formatted(.iso8601) ?? "",
                line.price.map { "\($0)" } ?? "",
                line.call.map { $0.firstWords.firstWords } ?? line.requestID ?? "", line.note,
            ])
        }
        return table.text
    }

    private var boundsTable: String {
        var table = TextTable(heading: ["CNY", "before", "after"])
        table.add(["surely spent", "\(before.surely)", "\(after.surely)"])
        table.add(["at most spent", "\(before.atMost)", "\(after.atMost)"])
        return table.text
    }

    private var nextStep: String {
        if let changedCount {
            return changedCount == 0
                ? "Nothing had to be changed."
                : "\(counted(changedCount, "call")) changed in the ledger. Whatever has no audio yet "
                    + "is called again by the next run."
        }
        return after == before && count(.charged) + count(.free) == 0
            ? "Nothing would be changed." : "Nothing was changed; --settle writes this down."
    }

    /// What was found, a row each, for CSV.
    private var rows: [ReportRow] {
        lines.map { line in
            var row = ReportRow()
            row.add("verdict", .text(line.kind.rawValue))
            row.add("call", line.call.map { .count(Int($0.number)) } ?? .none)
            row.add("batch", line.call.map { .text($0.batch) } ?? .none)
            row.add("time", line.time.map { .text($0.formatted(.iso8601)) } ?? .none)
            row.add("price_cny", line.price.map { .money($0) } ?? .none)
            row.add("request_id", line.requestID.map { .text($0) } ?? .none)
            row.add("text", line.call.map { .text($0.firstWords.firstWords) } ?? .none)
            row.add("why", .text(line.note))
            return row
        }
    }

    /// All of it, for JSON.
    private var row: ReportRow {
        var row = ReportRow()
        row.add("calls", .count(callCount))
        row.add("rows", .count(rowCount))
        row.add("agreeing", .count(agreeingCount))
        row.add("surely_spent_cny", .money(before.surely))
        row.add("at_most_spent_cny", .money(before.atMost))
        row.add("surely_spent_after_cny", .money(after.surely))
        row.add("at_most_spent_after_cny", .money(after.atMost))
        row.add("changed", changedCount.map { .count($0) } ?? .none)
        row.add("remarks", .text(remarks.joined(separator: " ")))
        row.add("found", .rows(rows))
        return row
    }
}
