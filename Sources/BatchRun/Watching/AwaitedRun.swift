package import Ledger
import SQLiteConnection
import Texts

/// Whoever holds a ledger that another one waits for.
package struct AwaitedRun: Sendable {
    /// Who it is; nil where it did not say.
    package let holder: LedgerHolder?
    /// How long it may take yet, in milliseconds; nil where nothing tells.
    package let millisecondsLeft: Int?

    /// The holder, and what the ledger tells of the batch it runs.
    package init(_ holder: LedgerHolder?, ledgerPath: String) {
        self.holder = holder
        let reader = (try? LedgerReader(path: ledgerPath)) ?? nil
        let row = holder?.work.batch.flatMap { (try? reader?.batch(named: $0)) ?? nil }
        millisecondsLeft = row.flatMap { (try? reader?.millisecondsLeft(of: $0)) ?? nil }
    }

    /// Which batch is waited for, since when, and how long yet.
    package var sentence: String {
        guard let holder else {
            return "Another run is using the ledger; waiting for it to end."
        }
        let left = millisecondsLeft.map {
            ", which takes about \(clockTime(milliseconds: $0)) more"
        }
        return "Waiting for \(holder.words)\(left ?? "")."
    }

    /// The facts, for events.
    package var values: [String: Any] {
        var values: [String: Any] = [:]
        values["batch"] = holder?.work.batch
        values["command"] = holder?.work.command
        values["process"] = holder?.process
        values["host"] = holder?.host
        values["since"] = holder?.since
        values["left_ms"] = millisecondsLeft
        return values
    }
}

extension LedgerHolder {
    /// What it does, since when and where.
    package var words: String {
        let batch = work.batch.map { " of the batch “\($0)”" } ?? ""
        return "`\(work.command)`\(batch), on since \(localTime(milliseconds: since)) (process "
            + "\(process) on \(host))"
    }
}

extension LedgerReader {
    /// How long the calls of a batch that is running take yet, by its pace of late; nil where none is
    /// known.
    package func millisecondsLeft(of row: BatchRow, now: Int = unixMilliseconds()) throws -> Int? {
        guard let pace = try callsPerMinuteLately(of: row.batch, now: now), pace > 0 else {
            return nil
        }
        let calls = try money(of: row.batch, now: now).callsToPay
        return Int((Double(calls) * 60_000 / pace).rounded())
    }
}
