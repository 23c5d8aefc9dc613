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
        try rows(
            """
            SELECT file, byte_count, sha256, 0 AS duration_ms
            FROM job JOIN job_file USING (job_id)
            WHERE batch_id = $1 AND state = \(JobState.done) AND is_earlier = 0
            ORDER BY position, file
            """, [batch.value]
        ) { StoredFile(ofRow: $0) }
    }

    /// How the tracks of a batch fit their films, in the batch's order.
    package func fits(of batch: BatchID) throws -> [TrackFitRow] {
        try rows(
            """
            SELECT output, fit FROM job JOIN track USING (job_id)
            WHERE batch_id = $1 AND kind = \(JobKind.subtitles) AND state = \(JobState.done)
                AND fit IS NOT NULL
            ORDER BY position
            """, [batch.value]
        ) { TrackFitRow(output: $0["output"], fit: $0["fit"]) }
    }
}
