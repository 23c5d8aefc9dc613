import Foundation
import Texts
import SpeechTasks

extension RunLedger {
    /// Gives a batch another name.
    package func rename(_ batch: BatchRow, to name: String) throws {
        try transaction { database in
            if try database.known("SELECT EXISTS (SELECT 1 FROM batch WHERE name = $1)", [name]) {
                throw LedgerError.nameTaken(name: name)
            }
            try database.run(
                "UPDATE batch SET name = $1 WHERE batch_id = $2", [name, batch.batch.value])
        }
    }

    /// Forgets a batch's jobs; its calls, their money and their clips stay.
    ///
    /// Its name is free again. Its tracks become files like any others. Which of its rows are cut out of
    /// which shared call is kept, so that they are not paid for again.
    ///
    /// - Parameter evenInDoubt: whether it may be forgotten though the cost of calls is not known, or
    ///   what they brought is not fetched.
    /// - Throws: ``LedgerError/moneyInDoubt(name:reasons:)``.
    package func forget(_ batch: BatchRow, evenInDoubt: Bool) throws {
        let doubts = batch.service == .emulator ? [] : try reader.doubts(about: batch.batch)
        guard evenInDoubt || doubts.isEmpty else {
            throw LedgerError.moneyInDoubt(name: batch.name, reasons: doubts)
        }
        let time = now()
        try transaction { database in
            try database.forgetJobs(of: batch.batch)
            let leavesAny: Bool = try database.known(
                """
                SELECT EXISTS (SELECT 1 FROM attempt WHERE batch_id = $1)
                    OR EXISTS (SELECT 1 FROM question WHERE batch_id = $1)
                    OR EXISTS (SELECT 1 FROM job WHERE batch_id = $1)
                """, [batch.batch.value])
            if leavesAny {
                let day = localDay(milliseconds: time)
                let name = try database.freeName("\(batch.name) (forgotten \(day))")
                try database.run(
                    """
                    UPDATE batch SET name = $1, forgotten_at = $2, inputs = '[]', skipped = NULL,
                        moving_to = NULL WHERE batch_id = $3
                    """, [name, time, batch.batch.value])
            } else {
                try database.run(
                    """
                    DELETE FROM pace_minute
                    WHERE run_id IN (SELECT run_id FROM run WHERE batch_id = $1)
                    """, [batch.batch.value])
                try database.run("DELETE FROM run WHERE batch_id = $1", [batch.batch.value])
                try database.run("DELETE FROM batch WHERE batch_id = $1", [batch.batch.value])
            }
        }
    }

    /// Notes that a batch's files are on their way to a folder; nil where they are all there.
    package func setMoving(_ batch: BatchID, to folder: String?) throws {
        try transaction { database in
            try database.run(
                "UPDATE batch SET moving_to = $1 WHERE batch_id = $2", [folder, batch.value])
        }
    }

    /// Notes that a batch's files lie in a folder, all of them.
    package func setOutputFolder(_ batch: BatchID, to folder: String) throws {
        try transaction { database in
            try database.run(
                "UPDATE batch SET output_folder = $1, moving_to = NULL WHERE batch_id = $2",
                [folder, batch.value])
        }
    }

    /// Puts a folder that was moved by hand in the place of the old one, wherever batches name it.
    ///
    /// - Parameters:
    ///   - old: the old folder's path from the root.
    ///   - new: the new one's.
    /// - Returns: the names of the batches that are changed by it.
    package func relocate(from old: String, to new: String) throws -> [String] {
        try transaction { database in
            let batches = try database.rows(
                "SELECT \(BatchRow.columns) FROM batch ORDER BY batch_id", []
            ) { BatchRow($0) }
            let moved = FolderMove(from: old, to: new)
            let length = old.unicodeScalars.count
            var changed = Set<String>()
            for row in batches {
                let batch = row.batch.value
                let inputs = row.inputs.map(moved.path)
                let folder = moved.path(row.outputFolder)
                let isSame = zip(inputs + [folder], row.inputs + [row.outputFolder])
                    .allSatisfy { $0.utf8.elementsEqual($1.utf8) }
                if !isSame { changed.insert(row.name) }
                try database.run(
                    """
                    UPDATE batch SET inputs = $1, output_folder = $2, moving_to = $3, settings = $4
                    WHERE batch_id = $5
                    """,
                    [
                        jsonArray(inputs), folder, row.movingTo.map(moved.path),
                        moved.json(row.settings), batch,
                    ])
                for table in ["job", "book"] as [LedgerSQL] {
                    try database.run(
                        """
                        UPDATE \(table) SET source = $1 || substr(source, $2)
                        WHERE batch_id = $3 AND (source = $4 OR substr(source, 1, $5) = $6)
                        """, [new, length + 1, batch, old, length + 1, old + "/"])
                }
                try database.run(
                    """
                    UPDATE job SET track_form = replace(track_form, $1, $2)
                    WHERE batch_id = $3 AND track_form IS NOT NULL
                    """, [moved.oldInJSON, moved.newInJSON, batch])
            }
            try database.run(
                """
                UPDATE job_file SET file = $1 || substr(file, $2) WHERE substr(file, 1, $2) = $3
                """, [new, length + 1, old + "/"])
            return batches.map(\.name).filter(changed.contains)
        }
    }
}

/// Paths below a folder that was moved; they are compared by their bytes, since names that are written in
/// other characters are other files, however alike they look.
private struct FolderMove {
    private let old: String
    private let new: String

    init(from old: String, to new: String) {
        (self.old, self.new) = (old, new)
    }

    /// The path as it is now.
    func path(_ path: String) -> String {
        guard path.utf8.starts(with: old.utf8) else { return path }
        let rest = path.utf8.dropFirst(old.utf8.count)
        guard rest.isEmpty || rest.first == UInt8(ascii: "/") else { return path }
        return new + String(decoding: rest, as: UTF8.self)
    }

    /// How paths below the old folder begin in the JSON that this program writes.
    var oldInJSON: String { quoted(old) }
    /// How they begin now.
    var newInJSON: String { quoted(new) }

    /// JSON with paths below the old folder as they are now.
    func json(_ json: String) -> String {
        json.replacingOccurrences(of: oldInJSON, with: newInJSON, options: .literal)
    }

    private func quoted(_ folder: String) -> String {
        // [“…”] without brackets and the last quote.
        String(jsonArray([folder + "/"]).dropFirst().dropLast(2))
    }
}

extension LedgerTransaction {
    /// Removes a batch's jobs but for its packed rows, which are dropped: no other place tells what
    /// they are cut out of.
    fileprivate func forgetJobs(of batch: BatchID) throws {
        let kept: LedgerSQL = """
            SELECT job.job_id FROM job JOIN job_task USING (job_id) JOIN task USING (task_id)
            WHERE batch_id = $1 AND \(LedgerSQL.isPackedRow)
            """
        for table in ["replaced_task", "track", "job_file"] as [LedgerSQL] {
            try run(
                """
                DELETE FROM \(table)
                WHERE job_id IN (SELECT job_id FROM job WHERE batch_id = $1)
                """, [batch.value])
        }
        try run(
            """
            DELETE FROM job_task
            WHERE job_id IN (SELECT job_id FROM job WHERE batch_id = $1)
                AND job_id NOT IN (\(kept))
            """, [batch.value])
        try run(
            """
            DELETE FROM job
            WHERE batch_id = $1
                AND NOT EXISTS (SELECT 1 FROM job_task WHERE job_task.job_id = job.job_id)
            """, [batch.value])
        try run(
            """
            UPDATE job SET state = \(JobState.dropped), reason = NULL, book_id = NULL
            WHERE batch_id = $1
            """, [batch.value])
        try run(
            """
            DELETE FROM book_file
            WHERE book_id IN (SELECT book_id FROM book WHERE batch_id = $1)
            """, [batch.value])
        for table in ["book", "speech_rate"] as [LedgerSQL] {
            try run("DELETE FROM \(table) WHERE batch_id = $1", [batch.value])
        }
        // Texts that nobody asks for and no call was made for.
        try run(
            """
            DELETE FROM task
            WHERE state = \(TaskState.waiting) AND cut_from IS NULL
                AND NOT EXISTS (SELECT 1 FROM job_task WHERE job_task.task_id = task.task_id)
                AND NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.task_id = task.task_id)
                AND NOT EXISTS (SELECT 1 FROM clip WHERE clip.task_id = task.task_id)
                AND NOT EXISTS (
                    SELECT 1 FROM replaced_task WHERE replaced_task.task_id = task.task_id)
            """)
    }
}

extension LedgerReader {
    /// Why it would lose money, or leave it unexplained, if a batch were forgotten; in sentences.
    package func doubts(about batch: BatchID) throws -> [String] {
        let unknown = try row(
            """
            SELECT count(*) FROM attempt
            WHERE batch_id = $1 AND state IN (\(AttemptState.unknown), \(AttemptState.armed))
            """, [batch.value]
        ) { $0[0] as Int }
        let unfetched = try row(
            """
            SELECT count(DISTINCT task_id) FROM job JOIN job_task USING (job_id)
                JOIN task USING (task_id)
            WHERE batch_id = $1 AND job.state <> \(JobState.dropped)
                AND (task.state = \(TaskState.synthesized) OR task.state = \(TaskState.held)
                    AND task.reason IN (\(HoldReason.expired), \(HoldReason.badAudio),
                        \(HoldReason.download), \(HoldReason.unreadable)))
            """, [batch.value]
        ) { $0[0] as Int }
        var doubts: [String] = []
        if let unknown, unknown > 0 {
            doubts.append(
                "\(counted(unknown, "call")) of it may have been charged, and `kling-batch reconcile` "
                    + "can tell")
        }
        if let unfetched, unfetched > 0 {
            doubts.append("the audio of \(counted(unfetched, "paid call")) is not fetched")
        }
        return doubts
    }
}
