extension LedgerSchema {
    /// The kind and the numbers of an account's limits, a JSON object; NULL where none is known.
    ///
    /// `replaced_task` holds what a job was made of before and had calls for, so that their money stays
    /// with the job. A batch can be forgotten, which keeps its calls, and be on its way to a folder.
    /// `pace_minute` holds what limited the calls of a run, a row a minute: its start, and a JSON object.
    static let version7 = """
        ALTER TABLE pace ADD COLUMN limits TEXT;
        CREATE TABLE replaced_task (
            job_id INTEGER NOT NULL REFERENCES job,
            task_id INTEGER NOT NULL REFERENCES task,
            PRIMARY KEY (job_id, task_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX replaced_by_task ON replaced_task (task_id);
        ALTER TABLE batch ADD COLUMN forgotten_at INTEGER;
        ALTER TABLE batch ADD COLUMN moving_to TEXT;
        ALTER TABLE batch ADD COLUMN project TEXT;
        CREATE TABLE pace_minute (
            run_id INTEGER NOT NULL REFERENCES run,
            minute INTEGER NOT NULL,
            limits TEXT NOT NULL,
            PRIMARY KEY (run_id, minute)
        ) STRICT, WITHOUT ROWID;
        """
}
