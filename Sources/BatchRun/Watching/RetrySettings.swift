package import BatchPlanning

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
