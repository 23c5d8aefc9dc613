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

/// What `retry` asks of a batch.
package struct RetrySettings: Sendable {
    /// The batch's name.
    package var batchName: String
    /// The ledger's file.
    package var ledgerPath: String
    /// What making the tracks may do.
    package var rules: MakingRules
    /// How the service is called.
    package var calls: CallSettings

    /// Settings of these parts.
    package init(
        batchName: String, ledgerPath: String, rules: MakingRules = MakingRules(),
        calls: CallSettings
    ) {
        self.batchName = batchName
        self.ledgerPath = ledgerPath
        self.rules = rules
        self.calls = calls
    }
}
