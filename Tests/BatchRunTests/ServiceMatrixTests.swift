import Foundation
import KlingEmulator
import TestSupport
import Testing

/// The matrix of `docs/service.md`, its cells run against the emulator.
///
/// All cells take more than a minute of processor time, so each row is shown in one of the forms
/// unless `SERVICE_MATRIX` is `all`, as `Tests/service_matrix.sh` sets it. A call that comes late
/// because other tests compute meets no limit of some seconds any more.
@Suite(.serialized, .timeLimit(.minutes(10)), .tags(.timing))
struct ServiceMatrixTests {
    /// Batches side by side.
    private static let width = 10

    @Test(
        "a call becomes what the matrix says, and the bill lies within the bounds",
        arguments: EmulatorForm.allCases)
    func cells(form: EmulatorForm) async throws {
        let documented = try ServiceMatrixTable().outcomes[form, default: [:]]
        // All is deleted at the end: file systems are slow to make files where many were deleted.
        try await withTemporaryFolder { folder in
            let observed = try await observedOutcomes(of: form, in: folder)
            for situation in situations(of: form) {
                #expect(
                    observed[situation.name] == documented[situation.name],
                    "\(form.rawValue), \(situation.name)")
            }
        }
    }

    @Test("the matrix has no row of what no emulator does", arguments: EmulatorForm.allCases)
    func noOtherRows(form: EmulatorForm) throws {
        let documented = try ServiceMatrixTable().outcomes[form, default: [:]].keys
        #expect(Set(documented) == Set(ServiceMatrixSituation.all.map(\.name)))
    }

    /// What is shown of a form: all, or every third row, another third for each form.
    private func situations(of form: EmulatorForm) -> [ServiceMatrixSituation] {
        let all = ServiceMatrixSituation.all
        guard ProcessInfo.processInfo.environment["SERVICE_MATRIX"] != "all",
            let number = EmulatorForm.allCases.firstIndex(of: form)
        else { return all }
        let count = EmulatorForm.allCases.count
        return all.enumerated().filter { $0.offset % count == number }.map(\.element)
    }

    private func observedOutcomes(
        of form: EmulatorForm, in folder: String
    ) async throws -> [String: ServiceMatrixOutcome] {
        typealias Observed = (name: String, outcome: ServiceMatrixOutcome)
        var waiting = situations(of: form)[...]
        return try await withThrowingTaskGroup(of: Observed.self) { group in
            func startNext() {
                guard let situation = waiting.popFirst() else { return }
                let cell = ServiceMatrixCell(form: form, situation: situation)
                group.addTask {
                    (situation.name, try await cell.outcome(in: folder + "/" + situation.name))
                }
            }
            for _ in 0..<Self.width { startNext() }
            var outcomes: [String: ServiceMatrixOutcome] = [:]
            while let observed = try await group.next() {
                outcomes[observed.name] = observed.outcome
                startNext()
            }
            return outcomes
        }
    }
}
