import Foundation
import GRDB
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
    /// are too few.
    package func speechRate(
        of voiceID: String, language: String, at service: Service
    ) throws -> Double? {
        let kept = try Double.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT characters_per_second FROM speech_rate
                    WHERE batch_id = ? AND voice_id = ? AND language = ?
                    """), arguments: [batch?.value, voiceID, language])
        if let kept { return kept }
        let measured = try Row.fetchOne(
            database,
            sql: """
                SELECT total(characters) AS characters, total(duration_ms * speed) / 1e6 AS seconds
                FROM task JOIN clip USING (task_id)
                WHERE voice_id = ? AND language = ? AND service = ?
                """, arguments: [voiceID, language, service.name])
        guard let measured, measured["seconds"] >= Self.leastMeasured else { return nil }
        return (measured["characters"] as Double) / (measured["seconds"] as Double)
    }

    /// The least speech that says how fast a voice is, in seconds.
    private static let leastMeasured = 60.0

    /// How long the stored clip of a task is, in milliseconds; nil if there is none.
    package func clipDuration(of hash: TaskHash) throws -> Int? {
        guard hasTasks else { return nil }
        return try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT duration_ms FROM task JOIN clip USING (task_id) WHERE hash = ?
                    """), arguments: [Data(hash.bytes)])
    }
}

extension PlanWriter {
    /// Keeps the rates that speeds were chosen by, so that the same command chooses the same though the
    /// ledger has learned since.
    func keep(_ rates: [VoiceRate]) throws {
        for rate in rates {
            try database.execute(
                sql: "INSERT OR IGNORE INTO speech_rate VALUES (?, ?, ?, ?)",
                arguments: [
                    batch.value, rate.voiceID, rate.language, rate.charactersPerSecond,
                ])
        }
    }
}

/// How a track fits its film.
package struct TrackFitRow: Sendable {
    /// The track's file, relative to the output folder.
    package let output: String
    /// The fit, as JSON of whoever made the track.
    package let fit: String
}

extension LedgerReader {
    /// The files beside the tracks of a batch's jobs; their duration is 0.
    package func filesBesideTracks(of batch: BatchID) throws -> [StoredFile] {
        try database.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT file, byte_count, sha256 FROM job JOIN job_file USING (job_id)
                    WHERE batch_id = ? AND state = 'done' AND NOT is_earlier
                    ORDER BY position, file
                    """, arguments: [batch.value]
            ).map {
                StoredFile(
                    file: $0["file"], byteCount: $0["byte_count"],
                    sha256: [UInt8]($0["sha256"] as Data), durationMilliseconds: 0)
            }
        }
    }

    /// How the tracks of a batch fit their films, in the batch's order.
    package func fits(of batch: BatchID) throws -> [TrackFitRow] {
        try database.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT output, fit FROM job JOIN track USING (job_id)
                    WHERE batch_id = ? AND state = 'done' AND fit IS NOT NULL ORDER BY position
                    """, arguments: [batch.value]
            ).map { TrackFitRow(output: $0["output"], fit: $0["fit"]) }
        }
    }
}
