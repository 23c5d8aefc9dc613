import BatchPlanning
import JobLists
import Ledger
import TestSupport
import Texts

/// What came of planning, with each job as it was handed over.
struct Planned {
    var plan: BatchPlan
    var jobs: [PlannedJob] = []
}

/// Plans a list that stands in memory, without a ledger.
///
/// - Parameter name: the list's name, which tells its format.
func planned(
    _ name: String, _ text: String, _ change: (inout RunSettings) throws -> Void = { _ in }
) async throws -> Planned {
    try await withTemporaryFolder { folder in
        var settings = RunSettings(
            inputs: [name], batchName: "lines", outputFolder: folder + "/tracks",
            ledgerPath: folder + "/ledger.sqlite", calls: CallSettings())
        settings.listsInMemory[name] = Array(text.utf8)
        settings.reading.defaults.voiceID = "calm_story1"
        try change(&settings)
        var jobs: [PlannedJob] = []
        let plan = try await planBatch(settings, account: nil) { jobs.append($0) }
        return Planned(plan: plan, jobs: jobs)
    }
}

/// The error that planning a list ends with.
func planningError(
    _ name: String, _ text: String, _ change: (inout RunSettings) throws -> Void = { _ in }
) async throws -> PlanningError? {
    do {
        _ = try await planned(name, text, change)
        return nil
    } catch let error as PlanningError {
        return error
    }
}
