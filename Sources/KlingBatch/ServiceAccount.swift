import BatchPlanning

/// The right to call a service; its secret is never printed or stored.
public enum ServiceAccount: Sendable, CustomStringConvertible {
    /// The account of a bearer token.
    case token(String)
    /// The account of an access key and its secret, as Kling's own API has them.
    case keys(access: String, secret: String)

    /// A hash that names the account, never its secret.
    public var description: String { account.description }

    var account: Account {
        switch self {
        case .token(let token): Account(token: token)
        case .keys(let access, let secret): Account(accessKey: access, secretKey: secret)
        }
    }
}
