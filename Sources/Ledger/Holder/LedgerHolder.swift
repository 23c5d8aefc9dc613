#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a process does with a ledger that it holds.
package struct LedgerWork: Codable, Hashable, Sendable {
    /// The command, such as `run`.
    package var command: String
    /// The batch that it is about; nil where it is about none.
    package var batch: String?

    /// Work of a command.
    package init(command: String = "another command", batch: String? = nil) {
        self.command = command
        self.batch = batch
    }
}

/// Who holds a ledger, as it wrote that down itself.
package struct LedgerHolder: Codable, Hashable, Sendable {
    /// What it does.
    package let work: LedgerWork
    /// The number of its process.
    package let process: Int
    /// The machine it is on.
    package let host: String
    /// Since when it holds the ledger, in Unix milliseconds.
    package let since: Int
    /// What it said last of how it goes; nil where it is no run, or of a version that says nothing.
    package var saying: RunSaying?

    /// A holder of these facts.
    package init(work: LedgerWork, process: Int, host: String, since: Int) {
        self.work = work
        self.process = process
        self.host = host
        self.since = since
    }
}

extension LedgerHolder {
    /// What the run says; nil where it has said nothing lately, as one that is stopped, asleep or calls no
    /// more.
    ///
    /// - Parameter now: Unix milliseconds.
    package func saying(at now: Int) -> RunSaying? {
        saying.flatMap { now - $0.time <= RunSaying.lifetime ? $0 : nil }
    }

    /// This process, from now on.
    package init(_ work: LedgerWork, since: Int) {
        var name = [CChar](repeating: 0, count: 256)
        let isKnown = gethostname(&name, name.count - 1) == 0
        let host =
            isKnown ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self) : ""
        self.init(work: work, process: Int(getpid()), host: host, since: since)
    }
}

/// Whether somebody holds a ledger.
package enum LedgerHolding: Hashable, Sendable {
    /// Nobody does: no run is on.
    case free
    /// Somebody does; nil where it did not say who it is, as earlier versions do not.
    case held(LedgerHolder?)

    /// Whether a run of a batch is on.
    ///
    /// Whoever says nothing is an earlier version: its open run tells.
    package func isRunning(_ batch: String, latestRun: RunRow?) -> Bool {
        guard case .held(let holder) = self else { return false }
        return holder.map { $0.work.command == "run" && $0.work.batch == batch }
            ?? (latestRun.map { $0.outcome == nil && $0.endedAt == nil } ?? false)
    }
}
