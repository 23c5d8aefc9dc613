extension LedgerSchema {
    /// Money: whose it is, what was surely charged, under which claim; and what a service was asked.
    ///
    /// `attempt` and `clip` are made anew, since SQLite changes no checks: an attempt can turn out
    /// free, and a clip can be found whose call nobody knows. What an older run left armed is of
    /// unknown outcome, so that the index of armed attempts finds one a task at most.
    static let version5 = """
        ALTER TABLE attempt RENAME TO attempt_4;
        ALTER TABLE clip RENAME TO clip_4;
        CREATE TABLE attempt (
            attempt_id INTEGER PRIMARY KEY,
            task_id INTEGER NOT NULL REFERENCES task,
            batch_id INTEGER NOT NULL REFERENCES batch,
            run_id INTEGER NOT NULL REFERENCES run,
            fence INTEGER NOT NULL DEFAULT 0,
            account TEXT,
            day TEXT,
            state TEXT NOT NULL CHECK (state IN ('armed', 'succeeded', 'throttled', 'notSent',
                'refused', 'unknown', 'free', 'writtenOff')),
            is_repeat INTEGER NOT NULL DEFAULT 0,
            is_in_outage INTEGER NOT NULL DEFAULT 0,
            armed_at INTEGER NOT NULL,
            settled_at INTEGER,
            settled_by TEXT CHECK (settled_by IN ('reply', 'restart', 'callback', 'bill', 'person')),
            http_status INTEGER,
            code INTEGER,
            message TEXT,
            request_id TEXT,
            header_request_id TEXT,
            audio_id TEXT,
            audio_url TEXT,
            duration_ms INTEGER,
            created_at INTEGER,
            cost INTEGER NOT NULL,
            surely_cost INTEGER NOT NULL DEFAULT 0,
            units TEXT,
            body BLOB,
            callback_token TEXT
        ) STRICT;
        INSERT INTO attempt (attempt_id, task_id, batch_id, run_id, state, is_repeat, armed_at,
                settled_at, settled_by, http_status, code, message, request_id, audio_id, audio_url,
                duration_ms, created_at, cost, surely_cost, callback_token)
            SELECT attempt_id, task_id, batch_id, run_id,
                CASE state WHEN 'armed' THEN 'unknown' ELSE state END, is_repeat, armed_at,
                settled_at, CASE state WHEN 'armed' THEN 'restart' ELSE 'reply' END, http_status,
                code, message, request_id, audio_id, audio_url, duration_ms, created_at, cost,
                CASE state WHEN 'succeeded' THEN cost ELSE 0 END, callback_token
            FROM attempt_4;
        CREATE TABLE clip (
            task_id INTEGER PRIMARY KEY REFERENCES task,
            attempt_id INTEGER REFERENCES attempt,
            file TEXT NOT NULL,
            byte_count INTEGER NOT NULL,
            sha256 BLOB NOT NULL,
            duration_ms INTEGER NOT NULL,
            announced_ms INTEGER,
            suspicion TEXT CHECK (suspicion IN ('too short', 'same audio')),
            stored_at INTEGER NOT NULL
        ) STRICT;
        INSERT INTO clip (task_id, attempt_id, file, byte_count, sha256, duration_ms, stored_at)
            SELECT task_id, attempt_id, file, byte_count, sha256, duration_ms, stored_at FROM clip_4;
        DROP TABLE clip_4;
        DROP TABLE attempt_4;
        CREATE INDEX attempt_by_task ON attempt (task_id, state);
        CREATE INDEX attempt_by_batch ON attempt (batch_id, state);
        CREATE INDEX attempt_by_request ON attempt (request_id) WHERE request_id IS NOT NULL;
        CREATE UNIQUE INDEX attempt_armed ON attempt (task_id) WHERE state = 'armed';
        CREATE INDEX clip_by_audio ON clip (sha256);
        CREATE TABLE account_day (
            service TEXT NOT NULL,
            account TEXT NOT NULL,
            day TEXT NOT NULL,
            at_most_spent INTEGER NOT NULL,
            PRIMARY KEY (service, account, day)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE question (
            question_id INTEGER PRIMARY KEY,
            batch_id INTEGER REFERENCES batch,
            service TEXT NOT NULL,
            account TEXT NOT NULL,
            form TEXT NOT NULL,
            about TEXT NOT NULL,
            asked_at INTEGER NOT NULL,
            answered_at INTEGER,
            http_status INTEGER,
            code INTEGER,
            message TEXT,
            request_id TEXT,
            cost INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE secret (
            name TEXT PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE task ADD COLUMN voice_language TEXT;
        ALTER TABLE task ADD COLUMN not_before INTEGER;
        ALTER TABLE job ADD COLUMN track_volume INTEGER NOT NULL DEFAULT 1000;
        ALTER TABLE batch ADD COLUMN ceiling INTEGER;
        ALTER TABLE batch ADD COLUMN budget_day INTEGER;
        ALTER TABLE batch ADD COLUMN account TEXT;
        ALTER TABLE run ADD COLUMN planned_calls INTEGER;
        ALTER TABLE pace ADD COLUMN form TEXT;
        ALTER TABLE pace ADD COLUMN api_path TEXT;
        ALTER TABLE pace ADD COLUMN text_bytes INTEGER;
        ALTER TABLE pace ADD COLUMN stated_limit TEXT;
        """
}
