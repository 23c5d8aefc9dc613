package import BatchPlanning
import DurableFiles
import KlingAPI
import Ledger
package import Logging
import Reports
import SQLiteConnection
import SpeechTasks
import SystemPackage
import Texts

/// Runs a batch: plans it into the ledger, then makes what is missing.
///
/// The same settings again go on where the last run ended, and pay for nothing twice.
///
/// - Throws: `JobListError`, ``BatchRunError`` or `LedgerError` before anything is sent; an error
///   of the ledger where it cannot be written any more.
package func runBatch(
    _ settings: RunSettings, account: Account, monitor: RunMonitor, logger: Logger
) async throws -> RunSummary {
    // Faults of the inputs are told before a ledger is waited for.
    let known = try settings.known(of: account)
    let inputs = try await RunInputs(settings, limit: known.textLimit)
    return try await RunLedger.withLedger(
        at: settings.ledgerPath,
        mayWait: { settings.rules.waitsForLedger && !monitor.isStopping },
        onWait: { monitor.report(.waitingForLedger) }
    ) { ledger in
        let run = BatchRunner(
            ledger: ledger, account: account, calls: settings.calls, rules: settings.rules,
            monitor: monitor, logger: logger)
        return try await run.run(settings, inputs: inputs, readFor: known.textLimit)
    }
}

/// Opens a batch's failed and held jobs again and makes what is missing.
///
/// - Throws: `LedgerError` where there is no such batch.
package func retryBatch(
    _ settings: RetrySettings, account: Account, monitor: RunMonitor, logger: Logger
) async throws -> RunSummary {
    try await RunLedger.withLedger(
        at: settings.ledgerPath,
        mayWait: { settings.rules.waitsForLedger && !monitor.isStopping },
        onWait: { monitor.report(.waitingForLedger) }
    ) { ledger in
        let run = BatchRunner(
            ledger: ledger, account: account, calls: settings.calls, rules: settings.rules,
            monitor: monitor, logger: logger)
        return try await run.retry(settings)
    }
}

/// One batch in an open ledger: asked for, planned, made.
private struct BatchRunner {
    let ledger: RunLedger
    let account: Account
    let calls: CallSettings
    let rules: MakingRules
    let monitor: RunMonitor
    let logger: Logger

    /// Plans and makes a batch; once more where the form turns out to be another.
    ///
    /// - Parameter limit: the longest text that the inputs were read for.
    func run(
        _ settings: RunSettings, inputs: RunInputs, readFor limit: TextLimit
    ) async throws -> RunSummary {
        try checkOutput(settings.outputFolder)
        var questions = try await askForForm(onlyIfUnknown: true)
        try await lookUpUnknown()
        var promised: Money?
        while true {
            let (callee, learned) = try callee()
            let textLimit = callee.textLimit(calls, learned: learned)
            let inputs =
                textLimit == limit ? inputs : try await RunInputs(settings, limit: textLimit)
            let (batch, figures) = try plan(settings, inputs, callee, learned)
            try ledger.book(questions, to: batch)
            let (end, problems) = try await stages(callee, learned, settings.outputFolder)
                .run(batch, plan: figures, promised: promised)
            if case .noRoute = end, promised == nil {
                questions = try await askForForm(onlyIfUnknown: false)
                promised = figures.cost
                if try self.callee().0.form != callee.form { continue }
            }
            return RunSummary(
                batchName: settings.batchName, end: end, problems: problems, plan: figures)
        }
    }

    /// A folder that takes no files is told before anything is asked or paid.
    private func checkOutput(_ folder: String) throws {
        do {
            _ = try OutputFolder(FilePath(folder))
        } catch {
            throw BatchRunError.disk(error)
        }
    }

    private func plan(
        _ settings: RunSettings, _ inputs: RunInputs, _ callee: Callee, _ learned: LearnedAccount
    ) throws -> (BatchID, PlanFigures) {
        var reading = settings.reading(callee, learned: learned)
        let terms = settings.terms(at: callee.service, account: account)
        let batch = try ledger.plan(terms) { writer in
            let paid = try writer.paidTasks(holdsUnknown: settings.holdsUnknown)
            try reading.read(inputs, settings, paid: paid, addBook: writer.add) {
                try writer.add($0)
            }
        }
        try rebuy(batch)
        return (batch, reading.figures)
    }

    /// Opens failed and held jobs again and makes what is missing.
    func retry(_ settings: RetrySettings) async throws -> RunSummary {
        guard let row = try ledger.reader.batch(named: settings.batchName) else {
            throw LedgerError.noBatch(name: settings.batchName, path: settings.ledgerPath)
        }
        try checkOutput(row.outputFolder)
        let (_, service) = try Callee.address(calls)
        guard service.isSame(as: row.service) else {
            throw LedgerError.batchDiffers(
                name: row.name, what: "service", was: "\(row.service)", now: "\(service)")
        }
        try ledger.book(try await askForForm(onlyIfUnknown: true), to: row.batch)
        try await lookUpUnknown()
        try rebuy(row.batch)
        let count = try ledger.reopen(row.batch)
        monitor.report(.notice("\(counted(count, "job")) opened again"))
        let (callee, learned) = try callee()
        let (end, problems) = try await stages(callee, learned, row.outputFolder)
            .run(row.batch, plan: nil)
        return RunSummary(batchName: row.name, end: end, problems: problems, plan: nil)
    }

    /// Who is called, as the ledger knows it now.
    private func callee() throws -> (Callee, LearnedAccount) {
        let (_, service) = try Callee.address(calls)
        let learned = try ledger.reader.learned(of: account.name, at: service)
        return (try Callee(calls, learned: learned), learned)
    }

    /// Asks the service for its form, unless the person or the account's history has said it.
    ///
    /// - Returns: the questions, as the ledger names them.
    private func askForForm(onlyIfUnknown: Bool) async throws -> [QuestionID] {
        let (callee, _) = try callee()
        let isSaid = calls.form != nil || callee.baseURL.statedForm != nil
        guard !isSaid, !(onlyIfUnknown && callee.isFormKnown) else { return [] }
        return try await FormQuestion(
            ledger: ledger, account: account, callee: callee, monitor: monitor
        ).ask()
    }

    /// Settles what earlier runs left of unknown outcome, as far as the service's log tells.
    private func lookUpUnknown() async throws {
        try await UnknownCalls(
            ledger: ledger, account: account, callee: try callee().0, calls: calls,
            monitor: monitor
        ).lookUp(isAsked: rules.looksUpUnknown)
    }

    /// Sends back to be paid what the rules allow to be paid again.
    private func rebuy(_ batch: BatchID) throws {
        _ = try ledger.rebuy(batch, expired: rules.rebuysExpired, bad: rules.rebuysBad)
    }

    private func stages(
        _ callee: Callee, _ learned: LearnedAccount, _ outputFolder: String
    ) -> BatchStages {
        BatchStages(
            ledger: ledger, account: account, callee: callee, calls: calls,
            outputFolder: outputFolder, rules: rules, learned: learned, monitor: monitor,
            logger: logger)
    }
}

extension RunSettings {
    /// The longest text of a call, as far as it is known before the ledger is held.
    fileprivate func known(of account: Account) throws -> (callee: Callee, textLimit: TextLimit) {
        let (_, service) = try Callee.address(calls)
        let learned =
            try LedgerReader(path: ledgerPath)?.learned(of: account.name, at: service)
            ?? LearnedAccount()
        let callee = try Callee(calls, learned: learned)
        return (callee, callee.textLimit(calls, learned: learned))
    }
}
