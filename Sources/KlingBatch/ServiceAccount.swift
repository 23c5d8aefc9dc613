import BatchPlanning

/// The right to call a service; its secret is never printed or stored.
public struct ServiceAccount: Sendable, CustomStringConvertible {
    let account: Account

    /// The account of a bearer token.
    public init(token: String) {
        account = Account(token: token)
    }

    /// The account of an access key and its secret, as Kling's own API has them.
    public init(accessKey: String, secretKey: String) {
        account = Account(accessKey: accessKey, secretKey: secretKey)
    }

    /// A hash that names the account, never its token.
    public var description: String { account.description }
}
