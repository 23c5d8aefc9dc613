/// What `doctor` looks at.
public struct DoctorSettings: Sendable {
    /// Who calls, as far as a person has said it.
    public enum Caller: Sendable {
        /// An account, and what a person should know of where its token lies.
        case account(Account, warnings: [String])
        /// There is no token that can be used; why, and what to do.
        case none(reason: String, advice: String)
    }

    /// How the service is called.
    public var calls: CallSettings
    /// Who calls.
    public var caller: Caller
    /// The ledger's file.
    public var ledgerPath: String
    /// The folder that tracks would go to.
    public var outputFolder: String

    /// Settings of these parts.
    public init(
        calls: CallSettings, caller: Caller, ledgerPath: String, outputFolder: String
    ) {
        self.calls = calls
        self.caller = caller
        self.ledgerPath = ledgerPath
        self.outputFolder = outputFolder
    }
}
