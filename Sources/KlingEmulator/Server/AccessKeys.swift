/// An access key of Kling's and its secret.
package struct AccessKeys: Sendable {
    /// The key's name, the `iss` of a token.
    package let accessKey: String
    /// What tokens are signed with.
    package let secretKey: String

    /// A key and its secret.
    package init(accessKey: String, secretKey: String) {
        self.accessKey = accessKey
        self.secretKey = secretKey
    }
}
