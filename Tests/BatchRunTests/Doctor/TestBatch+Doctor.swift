import BatchPlanning
import BatchRun
import Foundation
import Testing

extension TestBatch {
    /// Looks at all that the batch needs, with the usual settings changed.
    func diagnose(
        at address: String, _ change: (inout DoctorSettings) -> Void = { _ in }
    ) async throws -> DoctorReport {
        var calls = CallSettings()
        calls.baseURL = address
        var settings = DoctorSettings(
            calls: calls, caller: .account(account, warnings: []), ledgerPath: ledgerPath,
            outputFolder: outputFolder)
        change(&settings)
        return try await BatchRun.diagnose(settings)
    }

    /// Whether a text stands somewhere in the ledger's file.
    func ledgerHolds(_ text: String) -> Bool {
        let bytes = FileManager.default.contents(atPath: ledgerPath)
        return bytes?.range(of: Data(text.utf8)) != nil
    }
}

extension DoctorReport {
    /// A check by its name.
    func check(
        _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> DoctorCheck {
        try #require(checks.first { $0.name == name }, sourceLocation: sourceLocation)
    }

    /// The names of the checks in a state.
    func names(_ state: DoctorCheck.State) -> [String] {
        checks.filter { $0.state == state }.map(\.name)
    }
}
