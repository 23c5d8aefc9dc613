import ArgumentParser
import BatchPlanning
import BatchRun
import ReportForms
import Reports

/// `kling-batch doctor`.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at all that a run needs, and ask the service for its form; pays nothing.",
        discussion: """
            EXAMPLE
              kling-batch doctor
              kling-batch doctor --output audio --format json

            Exit code 1 where something would stop a run. The form and the longest text that it \
            finds are kept in the ledger for the next plan.
            """)

    @OptionGroup(title: "Service") var service: ServiceOptions
    @Option(.deadline) var deadline: Double?
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions
    @Option(.output) var output: String?
    @Option(.format) var format: ReportForm

    func run() async throws {
        try await reportingErrors {
            let settings = try ledger.settings()
            var calls = CallSettings()
            try service.apply(to: &calls, settings)
            try settings.take(.deadline, deadline, into: &calls.deadlineSeconds)
            let report = try await diagnose(
                DoctorSettings(
                    calls: calls, caller: caller(settings), ledgerPath: try ledger.path(settings),
                    outputFolder: absolutePath(try settings.value(.output, output) ?? ".")))
            printLines(report.drawn(as: format))
            if report.hasProblem { throw ExitCode(1) }
        }
    }

    /// The account, or what keeps it from being used: a finding here, where other commands end.
    private func caller(_ settings: Settings) -> DoctorSettings.Caller {
        var warnings: [String] = []
        do {
            if let account = try service.account(settings, warn: { warnings.append($0) }) {
                return .account(account, warnings: warnings)
            }
            return .none(reason: "there is none", advice: ServiceOptions.tokenAdvice)
        } catch let error as ValidationError {
            return .none(reason: error.message, advice: ServiceOptions.tokenAdvice)
        } catch {
            return .none(reason: "\(error)", advice: ServiceOptions.tokenAdvice)
        }
    }
}
