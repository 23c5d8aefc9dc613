package import Ledger
import Texts

/// Whoever holds a ledger that another one waits for.
package struct AwaitedRun: Sendable {
    /// Who it is; nil where it did not say.
    package let holder: LedgerHolder?
    /// When it was asked who it is, in Unix milliseconds.
    private let now: Int

    /// The holder as it stood a moment ago.
    ///
    /// - Parameter now: Unix milliseconds.
    package init(_ holder: LedgerHolder?, now: Int = unixMilliseconds()) {
        self.holder = holder
        self.now = now
    }

    /// How long its calls take yet; nil where it did not say.
    private var timeLeft: ClosedRange<Duration>? { holder?.saying(at: now)?.timeLeft(at: now) }

    /// Which batch is waited for, since when, and how long yet.
    package var sentence: String {
        guard let holder else {
            return "Another run is using the ledger; waiting for it to end."
        }
        let left = timeLeft.map { ", whose calls take \($0.words) more" } ?? ""
        let pause = holder.saying(at: now)?.pause.map { " It says: \($0)" } ?? ""
        return "Waiting for \(holder.words)\(left).\(pause)"
    }

    /// The facts, for events.
    package var values: [String: Any] {
        var values: [String: Any] = [:]
        values["batch"] = holder?.work.batch
        values["command"] = holder?.work.command
        values["process"] = holder?.process
        values["host"] = holder?.host
        values["since"] = holder?.since
        values["left_least_ms"] = timeLeft.map { Int($0.lowerBound / .milliseconds(1)) }
        values["left_most_ms"] = timeLeft.map { Int($0.upperBound / .milliseconds(1)) }
        values["pause"] = holder?.saying(at: now)?.pause
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
