import GRDB
public import SpeechTasks

/// What an account has been found to take; nil where nothing is known.
public struct LearnedAccount: Equatable, Sendable {
    /// Calls a second.
    public var ratePerSecond: Double?
    /// Calls in flight at once.
    public var atOnce: Int?
    /// The longest text of a call, in Unicode scalars.
    public var textLength: Int?

    /// What is known of an account.
    public init(ratePerSecond: Double? = nil, atOnce: Int? = nil, textLength: Int? = nil) {
        self.ratePerSecond = ratePerSecond
        self.atOnce = atOnce
        self.textLength = textLength
    }
}

extension RunLedger {
    /// Remembers what an account has been found to take; nil parts keep what was known.
    ///
    /// - Parameter account: a hash of the token, never the token.
    public func learn(
        _ learned: LearnedAccount, of account: String, at service: Service
    ) async throws {
        try await commits.write { [now] database in
            try database.run(
                """
                INSERT INTO pace (service, account, rate_per_second, at_once, text_length,
                    learned_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (service, account) DO UPDATE SET
                    rate_per_second = coalesce(excluded.rate_per_second, rate_per_second),
                    at_once = coalesce(excluded.at_once, at_once),
                    text_length = coalesce(excluded.text_length, text_length),
                    learned_at = excluded.learned_at
                """,
                [
                    service.name, account, learned.ratePerSecond, learned.atOnce,
                    learned.textLength, now(),
                ])
        }
    }
}
