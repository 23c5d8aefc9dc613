package import SpeechTasks

extension PaidTasks {
    /// How many of the latest clips say how fast voices are.
    private static let sampleSize = 5000

    /// How fast voices have spoken so far, whatever they said, in characters a second at speed 1.
    ///
    /// Of the latest clips alone, so that a large ledger does not slow a plan; without voices that have
    /// spoken less than ``leastMeasured``.
    package func speechRatesByVoice(at service: Service) throws -> [String: Double] {
        guard hasTasks else { return [:] }
        let rates = try database.rows(
            """
            SELECT voice_id, CAST(sum(characters) AS bigint) AS characters,
                CAST(sum(duration_ms * speed) AS bigint) AS spoken
            FROM (SELECT task_id, duration_ms FROM clip ORDER BY task_id DESC LIMIT $1) AS latest
                JOIN task USING (task_id)
            WHERE service = $2 GROUP BY voice_id
            """, [Self.sampleSize, service.name]
        ) { (voice: $0["voice_id"] as String, $0["characters"] as Int, $0["spoken"] as Int) }
        let known = rates.compactMap { voice, characters, spoken -> (String, Double)? in
            // Milliseconds times thousandths of the usual speed.
            let seconds = Double(spoken) / 1e6
            return seconds >= Self.leastMeasured ? (voice, Double(characters) / seconds) : nil
        }
        return Dictionary(uniqueKeysWithValues: known)
    }
}
