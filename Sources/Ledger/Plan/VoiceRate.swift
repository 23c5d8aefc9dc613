package import SpeechTasks

/// How fast a voice speaks a language.
package struct VoiceRate: Sendable {
    /// The voice.
    package let voiceID: String
    /// The language's code.
    package let language: String
    /// Characters a second at speed 1, in Unicode scalars.
    package let charactersPerSecond: Double

    /// The rate of a voice.
    package init(voiceID: String, language: String, charactersPerSecond: Double) {
        self.voiceID = voiceID
        self.language = language
        self.charactersPerSecond = charactersPerSecond
    }
}

extension PaidTasks {
    /// How fast a voice speaks a language at speed 1, in characters a second.
    ///
    /// What the batch was planned with before; else what the ledger's clips measure. Nil where these
    /// are too few, or where the language is not known (`und`).
    package func speechRate(
        of voiceID: String, language: String, at service: Service
    ) throws -> Double? {
        let kept: Double? = try database.value(
            """
            SELECT characters_per_second FROM speech_rate
            WHERE batch_id = $1 AND voice_id = $2 AND language = $3
            """, [batch?.value, voiceID, language])
        if let kept { return kept }
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
    private static let leastMeasured = 60.0

    /// How long the stored clip of a task is, in milliseconds; nil if there is none.
    package func clipDuration(of hash: TaskHash) throws -> Int? {
        guard hasTasks else { return nil }
        return try database.value(
            "SELECT duration_ms FROM task JOIN clip USING (task_id) WHERE hash = $1", [hash.bytes])
    }
}

extension PlanWriter {
    /// Keeps the rates that speeds were chosen by, so that the same command chooses the same though the
    /// ledger has learned since.
    func keep(_ rates: [VoiceRate]) throws {
        for rate in rates {
            try database.run(
                """
                INSERT INTO speech_rate (batch_id, voice_id, language, characters_per_second)
                VALUES ($1, $2, $3, $4) ON CONFLICT (batch_id, voice_id, language) DO NOTHING
                """, [batch.value, rate.voiceID, rate.language, rate.charactersPerSecond])
        }
    }
}
