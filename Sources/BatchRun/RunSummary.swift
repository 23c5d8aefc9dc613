/// How a run ended.
public struct RunSummary: Sendable {
    /// The batch's name.
    public let batchName: String
    /// Why the run ended.
    public let end: RunEnd
    /// What of the audiobooks is not made and why, a sentence each.
    public let problems: [String]
    /// What was planned, with the rows that were left out for their faults; nil where no list was
    /// read.
    public let plan: PlanFigures?

    /// Rows of the lists that were left out for their faults.
    public var skippedRows: Int { plan?.faultyRows ?? 0 }
}

/// What `retry` asks of a batch.
public struct RetrySettings: Sendable {
    /// The batch's name.
    public var batchName: String
    /// The ledger's file.
    public var ledgerPath: String
    /// What making the tracks may do.
    public var rules: MakingRules
    /// How the service is called.
    public var calls: CallSettings

    /// Settings of these parts.
    public init(
        batchName: String, ledgerPath: String, rules: MakingRules = MakingRules(),
        calls: CallSettings
    ) {
        self.batchName = batchName
        self.ledgerPath = ledgerPath
        self.rules = rules
        self.calls = calls
    }
}
