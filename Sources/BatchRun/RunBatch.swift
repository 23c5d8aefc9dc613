package import BatchPlanning
import Clips
import DurableFiles
import KlingAPI
import Ledger
package import Logging
import Ledgers
import SpeechTasks
import SystemPackage
import Texts

/// Runs a batch: plans it into the ledger, then makes what is missing.
///
/// The same settings again go on where the last run ended, and pay for nothing twice.
///
/// - Parameters:
///   - control: stops the run from outside.
///   - onEvent: told of every event, from whatever thread it comes.
/// - Throws: `JobListError`, ``BatchRunError`` or `LedgerError` before anything is sent; an error
///   of the ledger where it cannot be written any more.
package func runBatch(
    _ settings: RunSettings, account: Account, control: RunControl = RunControl(), logger: Logger,
    onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
) async throws -> RunSummary {
    let events = RunEvents(onEvent: onEvent)
    // Faults of the inputs are told before a ledger is waited for.
    let known = try knownCallee(settings, account)
    let inputs = try await RunInputs(settings, limit: known.textLimit)
    return try await withRunner(
        of: settings.batchName, at: settings.ledgerPath, calls: settings.calls,
        rules: settings.rules, account: account, control: control, events: events, logger: logger
    ) { try await $0.run(settings, inputs: inputs, readFor: known.textLimit) }
}

/// Who is called, as far as the ledger knows before it is held.
///
/// The connection is closed on return, so that the run's own is the last one and takes the log away.
private func knownCallee(_ settings: RunSettings, _ account: Account) throws -> Callee {
    let reader = try LedgerReader.orEmpty(in: settings.ledgerPath)
    return try Callee(settings.calls, account: account, knownIn: reader)
}

/// Opens a batch's failed and held jobs again and makes what is missing.
///
/// - Throws: `LedgerError` where there is no such batch.
package func retryBatch(
    _ settings: RetrySettings, account: Account, control: RunControl = RunControl(), logger: Logger,
    onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
) async throws -> RunSummary {
    try await withRunner(
        of: settings.batchName, at: settings.ledgerPath, calls: settings.calls,
        rules: settings.rules, account: account, control: control,
        events: RunEvents(onEvent: onEvent), logger: logger
    ) { try await $0.retry(settings) }
}

/// Opens the ledger for a run; waits for another run that holds it, where the rules allow that.
private func withRunner(
    of batch: String, at ledgerPath: String, calls: CallSettings, rules: MakingRules,
    account: Account, control: RunControl, events: RunEvents, logger: Logger,
    _ body: (BatchRunner) async throws -> RunSummary
) async throws -> RunSummary {
    try await RunLedger.withLedger(
        in: ledgerPath, for: LedgerWork(command: "run", batch: batch),
        mayWait: { rules.waitsForLedger && !control.isStopping },
        onWait: { events.report(.waitingForLedger(AwaitedRun($0))) }
    ) { ledger in
        try await body(
            BatchRunner(
                ledger: ledger, account: account, calls: calls, rules: rules, control: control,
                events: events, logger: logger))
    }
}

/// One batch in an open ledger: asked for, planned, made.
private struct BatchRunner {
    let ledger: RunLedger
    let account: Account
    let calls: CallSettings
    let rules: MakingRules
    let control: RunControl
    let events: RunEvents
    let logger: Logger

    /// Plans and makes a batch; once more where the form turns out to be another, and what is left
    /// where a voice turns out to speak faster or slower than was assumed.
    ///
    /// - Parameter limit: the longest text that the inputs were read for.
    func run(
        _ settings: RunSettings, inputs: RunInputs, readFor limit: TextLimit
    ) async throws -> RunSummary {
        try checkOutput(settings.outputFolder)
        var questions = try await askForForm(onlyIfUnknown: true)
        try await lookUpUnknown()
        var promised: Money?
        var measured: Set<String> = []
        while true {
            let callee = try callee()
            let inputs =
                callee.textLimit == limit
                ? inputs : try await RunInputs(settings, limit: callee.textLimit)
            let (batch, plan) = try plan(
                settings, inputs: inputs, callee: callee, goesOn: !measured.isEmpty)
            try ledger.book(questions, to: batch)
            let unknown = plan.figures.subtitles?.voicesToMeasure ?? []
            let stages = try await stages(batch, callee, settings.outputFolder).run(
                plan: plan, promised: promised, unknown: unknown.subtracting(measured))
            if !stages.measured.isEmpty {
                measured.formUnion(stages.measured)
                questions = []
                tellMeasured(stages.measured)
                continue
            }
            let end = stages.end
            if case .noRoute = end, promised == nil {
                questions = try await askForForm(onlyIfUnknown: false)
                promised = plan.cost
                if try self.callee().form != callee.form { continue }
            }
            return RunSummary(
                batchName: settings.batchName, end: end, problems: stages.problems, plan: plan)
        }
    }

    private func tellMeasured(_ voices: Set<String>) {
        let names = voices.sorted().joined(separator: ", ")
        events.report(
            .notice(
                "how fast \(names) speaks is known by now: the speeds of what is left follow it"))
    }

    /// A folder that takes no files is told before anything is asked or paid.
    private func checkOutput(_ folder: String) throws {
        do {
            _ = try OutputFolder(FilePath(folder))
            _ = try OutputFolder(FilePath(clipsFolder(ofLedger: ledger.path)))
        } catch {
            throw BatchRunError.folder(error)
        }
    }

    /// - Parameter goesOn: whether a plan of this run has said what it costs; the new one takes rates of
    ///   speech that were measured since, if that makes nothing dearer.
    private func plan(
        _ settings: RunSettings, inputs: RunInputs, callee: Callee, goesOn: Bool
    ) throws -> (BatchID, BatchPlan) {
        let terms = settings.terms(at: callee.service, account: account)
        let change = try ledger.reader.change(by: terms)
        var reading = PlanReading(settings, callee, change: change)
        let batch = try ledger.plan(terms) { writer in
            func paidTasks(takesNewRates: Bool) throws -> PaidTasks {
                try writer.paidTasks(
                    holdsUnknown: settings.holdsUnknown, takesNewRates: takesNewRates)
            }
            func callsToPay(_ paid: PaidTasks) throws -> Int {
                var reading = PlanReading(settings, callee)
                try reading.read(inputs, settings, paid: paid) { _ in }
                return reading.plan.figures.callsToPay
            }
            var paid = try paidTasks(takesNewRates: true)
            if goesOn {
                let before = try paidTasks(takesNewRates: false)
                if try callsToPay(paid) > callsToPay(before) { paid = before }
            }
            try reading.read(inputs, settings, paid: paid, addBook: writer.add) {
                try writer.add($0)
            }
            let faults = reading.plan.faults
            try writer.keep(skipped: faults.count > 0 ? try SkippedRows(faults).json() : nil)
        }
        if let project = settings.project { try ledger.label(batch, project: project) }
        try rebuy(batch)
        return (batch, reading.plan)
    }

    /// Opens failed and held jobs again and makes what is missing.
    func retry(_ settings: RetrySettings) async throws -> RunSummary {
        guard let row = try ledger.reader.batch(named: settings.batchName) else {
            throw LedgerError.noBatch(name: settings.batchName, path: settings.ledgerPath)
        }
        if row.forgottenAt != nil { throw LedgerError.forgotten(name: row.name) }
        if let folder = row.movingTo {
            throw LedgerError.moveUnfinished(name: row.name, folder: folder)
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
        events.report(.notice("\(counted(count, "job")) opened again"))
        let stages = try await stages(row.batch, try callee(), row.outputFolder).run(plan: nil)
        return RunSummary(
            batchName: row.name, end: stages.end, problems: stages.problems, plan: nil)
    }

    /// Who is called, as the ledger knows it now.
    private func callee() throws -> Callee {
        try Callee(calls, account: account, knownIn: ledger.reader)
    }

    /// Asks the service for its form, unless the person or the account's history has said it.
    ///
    /// - Returns: the questions, as the ledger names them.
    private func askForForm(onlyIfUnknown: Bool) async throws -> [QuestionID] {
        let callee = try callee()
        let isSaid = calls.form != nil || callee.baseURL.statedForm != nil
        guard !isSaid, !(onlyIfUnknown && callee.isFormKnown) else { return [] }
        return try await FormQuestion(
            ledger: ledger, account: account, callee: callee, events: events
        ).ask()
    }

    /// Settles what earlier runs left of unknown outcome, as far as the service's log tells.
    private func lookUpUnknown() async throws {
        try await UnknownCalls(
            ledger: ledger, account: account, callee: try callee(), calls: calls,
            control: control, events: events
        ).lookUp(isAsked: rules.looksUpUnknown)
    }

    /// Sends back to be paid what the rules allow to be paid again.
    private func rebuy(_ batch: BatchID) throws {
        _ = try ledger.rebuy(batch, expired: rules.rebuysExpired, bad: rules.rebuysBad)
    }

    private func stages(
        _ batch: BatchID, _ callee: Callee, _ outputFolder: String
    ) throws -> BatchStages {
        let context = StageContext(
            ledger: ledger, account: account, callee: callee, calls: calls, rules: rules,
            store: ClipStore(folder: FilePath(clipsFolder(ofLedger: ledger.path))),
            output: try OutputFolder(FilePath(outputFolder)), control: control, events: events,
            logger: logger)
        return BatchStages(context: context, batch: batch)
    }
}
