package import SpeechTasks

/// What an account has been found to take; nil where nothing is known.
package struct LearnedAccount: Equatable, Sendable {
    /// Calls a second.
    package var ratePerSecond: Double?
    /// Calls in flight at once.
    package var atOnce: Int?
    /// The longest text of a call.
    package var textLimit: TextLimit?
    /// How the service speaks, by the form's name.
    package var form: String?
    /// The path of the call, where it is not the form's own.
    package var path: String?
    /// The kind and the numbers of its limits, a JSON object.
    package var limits: String?

    /// What is known of an account.
    package init(
        ratePerSecond: Double? = nil, atOnce: Int? = nil, textLimit: TextLimit? = nil,
        form: String? = nil, path: String? = nil, limits: String? = nil
    ) {
        self.ratePerSecond = ratePerSecond
        self.atOnce = atOnce
        self.textLimit = textLimit
        self.form = form
        self.path = path
        self.limits = limits
    }

    static let columns: LedgerSQL =
        "rate_per_second, at_once, text_length, text_bytes, form, api_path, limits"

    init(_ row: any LedgerRow) {
        let characters: Int? = row["text_length"]
        let bytes: Int? = row["text_bytes"]
        self.init(
            ratePerSecond: row["rate_per_second"], atOnce: row["at_once"],
            textLimit: characters.map { TextLimit(characters: $0, bytes: bytes) },
            form: row["form"], path: row["api_path"], limits: row["limits"])
    }
}

extension RunLedger {
    /// Remembers what an account has been found to take; nil parts keep what was known.
    ///
    /// - Parameter account: a hash of the token, never the token.
    package func learn(
        _ learned: LearnedAccount, of account: String, at service: Service
    ) async throws {
        try await commits.write { [now] database in
            try database.run(
                """
                INSERT INTO pace (service, account, rate_per_second, at_once, text_length,
                    text_bytes, form, api_path, limits, learned_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                ON CONFLICT (service, account) DO UPDATE SET
                    rate_per_second = coalesce(excluded.rate_per_second,
                        pace.rate_per_second),
                    at_once = coalesce(excluded.at_once, pace.at_once),
                    text_bytes = CASE WHEN excluded.text_length IS NULL THEN pace.text_bytes
                        ELSE excluded.text_bytes END,
                    text_length = coalesce(excluded.text_length, pace.text_length),
                    api_path = CASE WHEN excluded.form IS NULL THEN pace.api_path
                        ELSE excluded.api_path END,
                    form = coalesce(excluded.form, pace.form),
                    limits = coalesce(excluded.limits, pace.limits),
                    learned_at = excluded.learned_at
                """,
                [
                    service.name, account, learned.ratePerSecond, learned.atOnce,
                    learned.textLimit?.characters, learned.textLimit?.bytes, learned.form,
                    learned.path, learned.limits, now(),
                ])
        }
    }
}
