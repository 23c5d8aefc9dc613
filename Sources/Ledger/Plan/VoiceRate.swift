package import SpeechTasks

/// How fast a voice speaks a language, as a batch is planned by it.
package struct VoiceRate: Sendable {
    /// The voice.
    package let voiceID: String
    /// The language's code.
    package let language: String
    /// Characters a second at speed 1, in Unicode scalars.
    package let charactersPerSecond: Double
    /// The rate by which speeds are chosen since the voice was measured; nil where the first one, which
    /// utterances are put together by, still counts.
    package let measured: Double?

    /// The rate of a voice.
    package init(
        voiceID: String, language: String, charactersPerSecond: Double, measured: Double? = nil
    ) {
        self.voiceID = voiceID
        self.language = language
        self.charactersPerSecond = charactersPerSecond
        self.measured = measured
    }
}

/// What the ledger knows of how fast a voice speaks a language at speed 1, in characters a second.
package struct KnownSpeechRates: Sendable {
    /// What the batch was planned with first.
    package var planned: Double?
    /// What the batch's speeds have been chosen by since the voice was measured.
    package var adapted: Double?
    /// What the ledger's clips measure; nil where these are too few.
    package var measured: Double?
}

extension PaidTasks {
    /// How fast a voice speaks a language.
    package func speechRates(
        of voiceID: String, language: String, at service: Service
    ) throws -> KnownSpeechRates {
        let kept = try database.row(
            """
            SELECT characters_per_second, measured FROM speech_rate
            WHERE batch_id = $1 AND voice_id = $2 AND language = $3
            """, [batch?.value, voiceID, language]
        ) { (planned: $0["characters_per_second"] as Double, adapted: $0["measured"] as Double?) }
        let measures = kept == nil || takesNewRates
        return KnownSpeechRates(
            planned: kept?.planned, adapted: kept?.adapted,
            measured: measures
                ? try measuredRate(of: voiceID, language: language, at: service) : nil)
    }

    private func measuredRate(
        of voiceID: String, language: String, at service: Service
    ) throws -> Double? {
        // Clips of texts in no known language may be in any: what they measure is no language's rate.
        guard language != "und" else { return nil }
        let measured = try database.row(
            """
            SELECT CAST(coalesce(sum(characters), 0) AS bigint) AS characters,
                CAST(coalesce(sum(duration_ms * speed), 0) AS bigint) AS spoken
            FROM task JOIN clip USING (task_id)
            WHERE voice_id = $1 AND language = $2 AND service = $3
            """, [voiceID, language, service.name]
        ) { (characters: $0["characters"] as Int, spoken: $0["spoken"] as Int) }
        guard let measured else { return nil }
        // Milliseconds times thousandths of the usual speed.
        let seconds = Double(measured.spoken) / 1e6
        return seconds >= Self.leastMeasured ? Double(measured.characters) / seconds : nil
    }

    /// The least speech that says how fast a voice is, in seconds.
    package static let leastMeasured = 60.0

    /// How long the stored clip of a task is, in milliseconds; nil if there is none.
    package func clipDuration(of hash: TaskHash) throws -> Int? {
        guard hasTasks else { return nil }
        return try database.value(
            "SELECT duration_ms FROM task JOIN clip USING (task_id) WHERE hash = $1", [hash.bytes])
    }

    /// Whether a task has come to anything: it was called, taken, refused, held or cut.
    package func isTouched(_ hash: TaskHash) throws -> Bool {
        guard hasTasks else { return false }
        return try database.value(
            """
            SELECT state <> \(TaskState.waiting)
                OR EXISTS (SELECT 1 FROM attempt WHERE attempt.task_id = task.task_id)
            FROM task WHERE hash = $1
            """, [hash.bytes]) ?? false
    }
}

extension PlanWriter {
    /// Keeps the rates that speeds were chosen by, so that the same command chooses the same though the
    /// ledger has learned since.
    func keep(_ rates: [VoiceRate]) throws {
        for rate in rates {
            try database.run(
                """
                INSERT INTO speech_rate (batch_id, voice_id, language, characters_per_second,
                    measured)
                VALUES ($1, $2, $3, $4, $5) ON CONFLICT (batch_id, voice_id, language)
                DO UPDATE SET measured = coalesce(speech_rate.measured, excluded.measured)
                """,
                [
                    batch.value, rate.voiceID, rate.language, rate.charactersPerSecond,
                    rate.measured,
                ])
        }
    }
}
