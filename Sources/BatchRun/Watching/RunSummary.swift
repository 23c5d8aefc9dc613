package import BatchPlanning

/// How a run ended.
package struct RunSummary: Sendable {
    /// The batch's name.
    package let batchName: String
    /// Why the run ended.
    package let end: RunEnd
    /// What of the audiobooks is not made and why, a sentence each.
    package let problems: [String]
    /// What was planned, with the rows that were left out for their faults; nil where no list was
    /// read.
    package let plan: BatchPlan?

    /// Rows of the lists that were left out for their faults.
    package var skippedRows: Int { plan?.faults.rows ?? 0 }
}
