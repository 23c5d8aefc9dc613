package import Subprocess

extension Environment {
    /// This process's environment without the secrets of the account.
    ///
    /// Every tool is started with it: none of them calls the service, and what a tool inherits can
    /// be read by whatever it starts, and stands in its crash reports.
    package static var withoutSecrets: Environment {
        .inherit.updating(
            Dictionary(uniqueKeysWithValues: secretNames.map { ($0, String?.none) }))
    }

    /// The variables that a token or a key may stand in.
    private static let secretNames: [Environment.Key] = [
        "KLING_API_TOKEN", "KLING_ACCESS_KEY", "KLING_SECRET_KEY",
    ]
}
