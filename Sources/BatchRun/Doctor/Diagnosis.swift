import BatchPlanning
import Clips
import Foundation
import KlingAPI
import Ledger
import Ledgers
import SpeechTasks

/// Looks at everything that a run needs: the service and its account, the ledger, folders, tools.
///
/// Nothing is paid for. The service is asked only what is free, each question stands in the ledger
/// before it is sent, and none is asked while a run uses the ledger. What is found of the account's
/// form and longest text is kept there for the next plan.
///
/// - Throws: `CancellationError` alone; everything else is a check that says what to do.
package func diagnose(_ settings: DoctorSettings) async throws -> DoctorReport {
    let (service, ledger) = try await settings.serviceAndLedger()
    let clips = clipsFolder(ofLedger: settings.ledgerPath)
    let folders = [
        FolderCheck(name: "clips", path: clips),
        FolderCheck(name: "output", path: settings.outputFolder),
    ]
    return DoctorReport(
        checks: service.checks + [ledger] + folders.map(\.check) + ToolCheck.all + [service.cost],
        form: service.foundForm?.name.rawValue, textLimit: service.textLimit,
        questions: service.sent, perhapsCharged: service.perhapsCharged)
}

extension DoctorSettings {
    /// Asks the service, and says how the ledger stands that the questions are written into.
    fileprivate func serviceAndLedger() async throws -> (ServiceFindings, DoctorCheck) {
        var findings = ServiceFindings(self)
        do {
            let isNew = try LedgerReader(in: ledgerPath) == nil
            try await RunLedger.withLedger(in: ledgerPath, mayWait: { false }) { ledger in
                try await ask(ledger, into: &findings)
            }
            try Task.checkCancellation()
            return (findings, ledgerCheck(isNew: isNew))
        } catch LedgerError.busy {
            findings.silence = "not asked, since a run uses the ledger now"
            findings.known = known
            return (findings, busyCheck)
        } catch let error as LedgerError {
            findings.silence = "not asked, since the question cannot be written into the ledger"
            return (findings, Self.check(error))
        }
    }

    private func ask(_ ledger: RunLedger, into findings: inout ServiceFindings) async throws {
        guard case .account(let account, _) = caller,
            let callee = try? Callee(calls, account: account, knownIn: ledger.reader)
        else { return }
        let examination = ServiceExamination(
            ledger: ledger, account: account, calls: calls, callee: callee)
        try await examination.examine(into: &findings)
    }

    private func ledgerCheck(isNew: Bool) -> DoctorCheck {
        .ok(
            "ledger",
            "\(ledgerPath) can be written, version \(RunLedger.version)"
                + (isNew ? ", made just now" : ""))
    }

    private var busyCheck: DoctorCheck {
        .warning(
            "ledger", "a run uses \(ledgerPath) now",
            advice: "A second run waits for it; ask again when it has ended")
    }

    private static func check(_ error: LedgerError) -> DoctorCheck {
        .problem("ledger", "\(error)".withoutStop)
    }

    /// What earlier runs have found of the account.
    private var known: LearnedAccount? {
        guard case .account(let account, _) = caller,
            let (_, service) = try? Callee.address(calls),
            let reader = try? LedgerReader(in: ledgerPath)
        else { return nil }
        return try? reader.learned(of: account.name, at: service)
    }
}
