/// What of a batch was asked for by one input.
package struct InputRow: Sendable {
    /// The path of the list, book or subtitle file.
    package let source: String
    /// Its jobs by state.
    package var jobs: [JobState: Int] = [:]
    /// Characters of its texts, but for dropped jobs, in Unicode scalars.
    package var characters = 0
    /// Milliseconds of audio in its tracks.
    package var audioMilliseconds = 0
}

/// What of a batch is said by one voice.
package struct VoiceRow: Sendable {
    /// The voice.
    package let voiceID: String
    /// Distinct tasks in it.
    package let tasks: Int
    /// Those of them that are paid for.
    package let paidTasks: Int
    /// Characters of these texts, in Unicode scalars.
    package let characters: Int
    /// Milliseconds of audio in its stored clips.
    package let audioMilliseconds: Int

    init(_ row: any LedgerRow) {
        voiceID = row["voice_id"]
        tasks = row["tasks"]
        paidTasks = row["paid"]
        characters = row["characters"]
        audioMilliseconds = row["audio"]
    }
}

/// A run of a batch.
package struct RunRow: Sendable {
    /// When it began, in Unix milliseconds.
    package let startedAt: Int
    /// When it ended; nil while it is on, or where its process died.
    package let endedAt: Int?
    /// How it ended.
    package let outcome: RunOutcome?

    init(_ row: any LedgerRow) throws {
        startedAt = row["started_at"]
        endedAt = row["ended_at"]
        outcome = try row["outcome"]
    }
}

/// The jobs of one input in one state.
private struct InputCount {
    let source: String
    let state: JobState
    let count: Int
    let characters: Int
    let audio: Int

    init(_ row: any LedgerRow) throws {
        source = row["source"]
        state = try row["state"]
        count = row["count"]
        characters = row["characters"]
        audio = row["audio"]
    }
}

extension LedgerReader {
    /// What each input of a batch asked for, in the order of their first jobs.
    ///
    /// A chapter was asked for by its book, though its job names the file within the book.
    package func inputs(of batch: BatchID) throws -> [InputRow] {
        let counts = try rows(
            """
            SELECT coalesce(book.source, job.source) AS source, state, count(*) AS count,
                CAST(sum(characters) AS bigint) AS characters,
                CAST(coalesce(sum(CASE WHEN state = \(JobState.done) THEN duration_ms END), 0)
                    AS bigint) AS audio,
                min(position) AS first
            FROM job LEFT JOIN track USING (job_id) LEFT JOIN book USING (book_id)
            WHERE job.batch_id = $1 AND \(LedgerSQL.isNotForgotten)
            GROUP BY coalesce(book.source, job.source), state ORDER BY first, 1
            """, [batch.value]
        ) { try InputCount($0) }
        var inputs: [InputRow] = []
        var places: [String: Int] = [:]
        for count in counts {
            let place = places[count.source] ?? inputs.count
            if place == inputs.count {
                places[count.source] = place
                inputs.append(InputRow(source: count.source))
            }
            inputs[place].jobs[count.state] = count.count
            inputs[place].audioMilliseconds += count.audio
            if count.state != .dropped { inputs[place].characters += count.characters }
        }
        return inputs
    }

    /// What each voice of a batch says, the one with the most texts first.
    package func voices(of batch: BatchID) throws -> [VoiceRow] {
        try rows(
            """
            SELECT voice_id, count(*) AS tasks,
                count(*) FILTER (WHERE state IN (\(TaskState.synthesized), \(TaskState.stored)))
                    AS paid,
                CAST(sum(characters) AS bigint) AS characters,
                CAST(coalesce(sum(duration_ms), 0) AS bigint) AS audio
            FROM task LEFT JOIN clip USING (task_id)
            WHERE task_id IN (
                SELECT task_id FROM job JOIN job_task USING (job_id)
                WHERE batch_id = $1 AND job.state <> \(JobState.dropped))
            GROUP BY voice_id ORDER BY count(*) DESC, voice_id
            """, [batch.value]
        ) { VoiceRow($0) }
    }

    /// The runs of a batch, the first one first.
    package func runs(of batch: BatchID) throws -> [RunRow] {
        try rows(
            """
            SELECT started_at, ended_at, outcome FROM run
            WHERE batch_id = $1 ORDER BY run_id
            """, [batch.value]
        ) { try RunRow($0) }
    }
}
