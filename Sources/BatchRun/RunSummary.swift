/// How a run ended.
public struct RunSummary: Sendable {
    /// The batch's name.
    public let batchName: String
    /// Why the run ended.
    public let end: RunEnd
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
    /// Whether to wait for another run on the same ledger.
    public var waitsForLedger: Bool
    /// How the service is called.
    public var calls: CallSettings
    /// Whether audio that is gone from its address is paid for again.
    public var rebuysExpired: Bool
    /// Whether audio that fails its check is paid for once more.
    public var rebuysBad: Bool

    /// Settings of these parts.
    public init(
        batchName: String, ledgerPath: String, waitsForLedger: Bool = true, calls: CallSettings,
        rebuysExpired: Bool = false, rebuysBad: Bool = false
    ) {
        self.batchName = batchName
        self.ledgerPath = ledgerPath
        self.waitsForLedger = waitsForLedger
        self.calls = calls
        self.rebuysExpired = rebuysExpired
        self.rebuysBad = rebuysBad
    }
}
