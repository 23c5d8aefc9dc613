package import BatchPlanning

/// What `doctor` looks at.
package struct DoctorSettings: Sendable {
    /// Who calls, as far as a person has said it.
    package enum Caller: Sendable {
        /// An account, and what a person should know of where its token lies.
        case account(Account, warnings: [String])
        /// There is no token that can be used; why, and what to do.
        case none(reason: String, advice: String)
    }

    /// How the service is called.
    package var calls: CallSettings
    /// Who calls.
    package var caller: Caller
    /// The ledger's file.
    package var ledgerPath: String
    /// The folder that tracks would go to.
    package var outputFolder: String

    /// Settings of these parts.
    package init(
        calls: CallSettings, caller: Caller, ledgerPath: String, outputFolder: String
    ) {
        self.calls = calls
        self.caller = caller
        self.ledgerPath = ledgerPath
        self.outputFolder = outputFolder
    }
}
