import KlingAPI
public import Logging
import Reports
import RunLedger
import SpeechTasks

/// Runs a batch: plans it into the ledger, then makes what is missing.
///
/// The same settings again go on where the last run ended, and pay for nothing twice.
///
/// - Throws: `JobSourceError`, ``BatchRunError`` or `LedgerError` before anything is sent; an error
///   of the ledger where it cannot be written any more.
public func runBatch(
    _ settings: RunSettings, account: Account, monitor: RunMonitor, logger: Logger
) async throws -> RunSummary {
    let baseURL = try settings.baseURL()
    // Faults of the inputs are told before a ledger is waited for.
    var limit = settings.calls.textLimit(learned: try account.learned(settings, at: baseURL))
    var inputs = try await RunInputs(settings, limit: limit)
    return try await RunLedger.withLedger(
        at: settings.ledgerPath,
        mayWait: { settings.rules.waitsForLedger && !monitor.isStopping },
        onWait: { monitor.report(.waitingForLedger) }
    ) { ledger in
        let learned = try ledger.reader.learned(of: account.name, at: baseURL.service)
        if settings.calls.textLimit(learned: learned) != limit {
            limit = settings.calls.textLimit(learned: learned)
            inputs = try await RunInputs(settings, limit: limit)
        }
        var reading = settings.reading(at: baseURL, learned: learned)
        let terms = settings.terms(at: baseURL, account: account)
        let batch = try ledger.plan(terms) { writer in
            let paid = try writer.paidTasks(holdsUnknown: settings.holdsUnknown)
            try reading.read(inputs, settings, paid: paid, addBook: writer.add) {
                try writer.add($0)
            }
        }
        try ledger.rebuy(batch, settings.rules)
        let stages = BatchStages(
            ledger: ledger, account: account, baseURL: baseURL, calls: settings.calls,
            outputFolder: settings.outputFolder, rules: settings.rules, learned: learned,
            monitor: monitor, logger: logger)
        let (end, problems) = try await stages.run(batch, plan: reading.figures)
        return RunSummary(
            batchName: settings.batchName, end: end, problems: problems, plan: reading.figures)
    }
}

/// Opens a batch's failed and held jobs again and makes what is missing.
///
/// - Throws: `LedgerError` where there is no such batch.
public func retryBatch(
    _ settings: RetrySettings, account: Account, monitor: RunMonitor, logger: Logger
) async throws -> RunSummary {
    try await RunLedger.withLedger(
        at: settings.ledgerPath,
        mayWait: { settings.rules.waitsForLedger && !monitor.isStopping },
        onWait: { monitor.report(.waitingForLedger) }
    ) { ledger in
        guard let row = try ledger.reader.batch(named: settings.batchName) else {
            throw LedgerError.noBatch(name: settings.batchName, path: settings.ledgerPath)
        }
        let baseURL = try checkedBaseURL(settings.calls.baseURL)
        guard baseURL.service == row.service else {
            throw LedgerError.batchDiffers(
                name: row.name, what: "service", was: "\(row.service)", now: "\(baseURL.service)")
        }
        try ledger.rebuy(row.batch, settings.rules)
        let count = try ledger.reopen(row.batch)
        monitor.report(.notice("\(counted(count, "job")) opened again"))
        let learned = try ledger.reader.learned(of: account.name, at: baseURL.service)
        let stages = BatchStages(
            ledger: ledger, account: account, baseURL: baseURL, calls: settings.calls,
            outputFolder: row.outputFolder, rules: settings.rules, learned: learned,
            monitor: monitor, logger: logger)
        let (end, problems) = try await stages.run(row.batch, plan: nil)
        return RunSummary(batchName: row.name, end: end, problems: problems, plan: nil)
    }
}

extension Account {
    /// What the account is known to take, as the ledger stands now; nothing where there is none.
    func learned(_ settings: RunSettings, at baseURL: BaseURL) throws -> LearnedAccount {
        try LedgerReader(path: settings.ledgerPath)?.learned(of: name, at: baseURL.service)
            ?? LearnedAccount()
    }
}

extension RunLedger {
    /// Sends back to be paid what the rules allow to be paid again.
    fileprivate func rebuy(_ batch: BatchID, _ rules: MakingRules) throws {
        _ = try rebuy(batch, expired: rules.rebuysExpired, bad: rules.rebuysBad)
    }
}
