/// Calls for a task, or for the longer one it was cut from, whose replies were lost.
///
/// What they allow is decided here, for a run that is about to call and for a plan that counts the
/// calls of a run.
struct LostReplies {
    /// Calls of unknown outcome.
    let unknown: Int
    /// Calls that use up a try: those of unknown outcome, and those that the bill or a person knows to
    /// be charged and whose audio nobody has, up to a person's word to try again.
    ///
    /// That nothing came back for other texts either excuses no call: each was sent, and may have been
    /// charged.
    let tries: Int
    /// The HTTP status of their replies, the highest of several; nil where none had one.
    let httpStatus: Int?

    /// What came back, for the end of a sentence.
    var words: String { httpStatus.map { " (HTTP \($0))" } ?? " (no reply came)" }

    /// Whether there are any.
    var areAny: Bool { max(unknown, tries) > 0 }

    /// Why the task is not called again, whatever second calls may cost; nil if it may be.
    func reasonToHold(under rule: UnknownRule) -> String? {
        if tries >= RunLedger.maximumUnknownCalls {
            return "the outcome of its \(tries) calls is unknown\(words), and no more are made"
        }
        if rule == .hold, unknown > 0 {
            return "the outcome of its call is unknown\(words), and --on-unknown is hold"
        }
        return nil
    }
}

extension LedgerTransaction {
    /// The calls for a task, or for the longer one it was cut from, whose replies were lost.
    func lostReplies(ofTask taskID: Int64) throws -> LostReplies {
        let lost = try row(
            """
            SELECT count(*) FILTER (WHERE state = \(AttemptState.unknown)) AS unknown,
                count(*) FILTER (WHERE state = \(AttemptState.unknown) OR is_in_outage = 0)
                    AS tries,
                max(http_status) AS http_status
            FROM attempt
            WHERE (state = \(AttemptState.unknown)
                    OR state = \(AttemptState.succeeded) AND audio_url IS NULL)
                AND task_id IN ($1, (SELECT cut_from FROM task WHERE task_id = $1))
            """, [taskID]
        ) {
            LostReplies(
                unknown: $0["unknown"], tries: $0["tries"], httpStatus: $0["http_status"])
        }
        guard let lost else { throw MissingRow() }
        return lost
    }
}
