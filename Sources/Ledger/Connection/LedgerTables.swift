/// The tables of a ledger of the latest version, made at once: for a database other than SQLite.
///
/// An SQLite ledger comes to the same tables by migrations. Times are Unix milliseconds in UTC; money
/// is thousandths of a yuan; speed and volume are thousandths; flags are 0 or 1.
package enum LedgerTables {
    /// The statements that make the tables and their indexes, in order, in one transaction.
    package static func statements(_ dialect: Dialect) -> [String] {
        let lock = dialect.schemaLock.map { [$0] } ?? []
        return lock + tables(dialect).map { "CREATE TABLE \($0) \(dialect.tableSuffix)" }
            + indexes.map { "CREATE \($0.text)" }
    }

    private static func tables(_ dialect: Dialect) -> [String] {
        (batches + work + money + files).map { table in
            table.text.replacing("IDENTITY", with: dialect.identity)
                .replacing("INTEGER", with: dialect.integer)
                .replacing("REAL", with: dialect.real)
                .replacing("BYTES", with: dialect.bytes)
                .replacing("TEXT", with: dialect.text)
        }
    }

    private static let batches: [LedgerSQL] = [
        """
        batch (batch_id IDENTITY, name TEXT NOT NULL UNIQUE, service TEXT NOT NULL,
            inputs TEXT NOT NULL, output_folder TEXT NOT NULL, settings TEXT NOT NULL,
            generation INTEGER NOT NULL DEFAULT 0, price INTEGER NOT NULL, budget INTEGER,
            ceiling INTEGER, budget_day INTEGER, account TEXT,
            max_unknown_spend INTEGER NOT NULL DEFAULT 0,
            on_unknown TEXT NOT NULL DEFAULT \(UnknownRule.retry)
                CHECK (on_unknown IN (\(UnknownRule.allCases))),
            charged_refusals INTEGER NOT NULL DEFAULT 0, at_most_spent INTEGER NOT NULL DEFAULT 0,
            repeat_spent INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, skipped TEXT,
            forgotten_at INTEGER, moving_to TEXT, project TEXT)
        """,
        """
        run (run_id IDENTITY, batch_id INTEGER NOT NULL REFERENCES batch,
            started_at INTEGER NOT NULL, ended_at INTEGER, outcome TEXT, planned_calls INTEGER)
        """,
        """
        book (book_id IDENTITY, batch_id INTEGER NOT NULL REFERENCES batch,
            generation INTEGER NOT NULL, source TEXT NOT NULL, description TEXT NOT NULL,
            cover BYTES, cover_type TEXT, UNIQUE (batch_id, source))
        """,
        """
        speech_rate (batch_id INTEGER NOT NULL REFERENCES batch, voice_id TEXT NOT NULL,
            language TEXT NOT NULL, characters_per_second REAL NOT NULL, measured REAL,
            PRIMARY KEY (batch_id, voice_id, language))
        """,
    ]

    private static let work: [LedgerSQL] = [
        """
        job (job_id IDENTITY, batch_id INTEGER NOT NULL REFERENCES batch,
            position INTEGER NOT NULL, generation INTEGER NOT NULL, source TEXT NOT NULL,
            line INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT, title TEXT, output TEXT NOT NULL,
            other_columns TEXT, characters INTEGER NOT NULL, task_count INTEGER NOT NULL,
            content_hash BYTES NOT NULL, state TEXT NOT NULL
                CHECK (state IN (\(JobState.allCases))),
            reason TEXT, claimed_by INTEGER, claimed_until INTEGER,
            fence INTEGER NOT NULL DEFAULT 0, book_id INTEGER REFERENCES book, track_form TEXT,
            track_volume INTEGER NOT NULL DEFAULT 1000, UNIQUE (batch_id, output))
        """,
        """
        task (task_id IDENTITY, hash BYTES NOT NULL UNIQUE, service TEXT NOT NULL,
            text TEXT NOT NULL, characters INTEGER NOT NULL, voice_id TEXT NOT NULL,
            speed INTEGER NOT NULL, volume INTEGER NOT NULL, voice_language TEXT, language TEXT,
            state TEXT NOT NULL CHECK (state IN (\(TaskState.allCases))),
            reason TEXT, detail TEXT, cut_from INTEGER REFERENCES task, not_before INTEGER,
            claimed_by INTEGER, claimed_until INTEGER, fence INTEGER NOT NULL DEFAULT 0)
        """,
        """
        job_task (job_id INTEGER NOT NULL REFERENCES job, position INTEGER NOT NULL,
            task_id INTEGER NOT NULL REFERENCES task, PRIMARY KEY (job_id, position))
        """,
        """
        replaced_task (job_id INTEGER NOT NULL REFERENCES job,
            task_id INTEGER NOT NULL REFERENCES task, PRIMARY KEY (job_id, task_id))
        """,
    ]

    private static let money: [LedgerSQL] = [
        """
        attempt (attempt_id IDENTITY, task_id INTEGER NOT NULL REFERENCES task,
            batch_id INTEGER NOT NULL REFERENCES batch, run_id INTEGER NOT NULL REFERENCES run,
            fence INTEGER NOT NULL DEFAULT 0, account TEXT, day TEXT,
            state TEXT NOT NULL CHECK (state IN (\(AttemptState.allCases))),
            is_repeat INTEGER NOT NULL DEFAULT 0, is_in_outage INTEGER NOT NULL DEFAULT 0,
            armed_at INTEGER NOT NULL, settled_at INTEGER, settled_by TEXT
                CHECK (settled_by IN (\(OutcomeSource.allCases))),
            http_status INTEGER, code INTEGER, message TEXT, request_id TEXT,
            header_request_id TEXT, audio_id TEXT, audio_url TEXT, duration_ms INTEGER,
            created_at INTEGER, cost INTEGER NOT NULL, surely_cost INTEGER NOT NULL DEFAULT 0,
            units TEXT, body BYTES)
        """,
        """
        account_day (service TEXT NOT NULL, account TEXT NOT NULL, day TEXT NOT NULL,
            at_most_spent INTEGER NOT NULL, PRIMARY KEY (service, account, day))
        """,
        """
        question (question_id IDENTITY, batch_id INTEGER REFERENCES batch, service TEXT NOT NULL,
            account TEXT NOT NULL, form TEXT NOT NULL, about TEXT NOT NULL,
            asked_at INTEGER NOT NULL, answered_at INTEGER, http_status INTEGER, code INTEGER,
            message TEXT, request_id TEXT, cost INTEGER NOT NULL DEFAULT 0)
        """,
        "secret (name TEXT PRIMARY KEY, value BYTES NOT NULL)",
        """
        pace (service TEXT NOT NULL, account TEXT NOT NULL, rate_per_second REAL,
            at_once INTEGER, text_length INTEGER, text_bytes INTEGER, form TEXT, api_path TEXT,
            stated_limit TEXT, limits TEXT, learned_at INTEGER NOT NULL,
            PRIMARY KEY (service, account))
        """,
        """
        pace_minute (run_id INTEGER NOT NULL REFERENCES run, minute INTEGER NOT NULL,
            limits TEXT NOT NULL, PRIMARY KEY (run_id, minute))
        """,
    ]

    private static let files: [LedgerSQL] = [
        """
        clip (task_id INTEGER PRIMARY KEY REFERENCES task, attempt_id INTEGER REFERENCES attempt,
            file TEXT NOT NULL, byte_count INTEGER NOT NULL, sha256 BYTES NOT NULL,
            duration_ms INTEGER NOT NULL, announced_ms INTEGER,
            suspicion TEXT CHECK (suspicion IN (\(ClipSuspicion.allCases))),
            stored_at INTEGER NOT NULL)
        """,
        """
        track (job_id INTEGER PRIMARY KEY REFERENCES job, file TEXT NOT NULL,
            byte_count INTEGER NOT NULL, sha256 BYTES NOT NULL, duration_ms INTEGER NOT NULL,
            clip_count INTEGER NOT NULL, made_at INTEGER NOT NULL, fit TEXT)
        """,
        """
        job_file (job_id INTEGER NOT NULL REFERENCES job, file TEXT NOT NULL,
            byte_count INTEGER NOT NULL, sha256 BYTES NOT NULL,
            is_earlier INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (job_id, file))
        """,
        """
        book_file (book_id INTEGER NOT NULL REFERENCES book, file TEXT NOT NULL, part INTEGER,
            byte_count INTEGER NOT NULL, sha256 BYTES NOT NULL, duration_ms INTEGER NOT NULL,
            made_from BYTES NOT NULL, made_at INTEGER NOT NULL, PRIMARY KEY (book_id, file))
        """,
    ]

    private static let indexes: [LedgerSQL] = [
        "INDEX job_in_order ON job (batch_id, position)",
        "INDEX job_ready ON job (batch_id, position) WHERE state = \(JobState.ready)",
        "INDEX job_cut ON job (characters, content_hash) WHERE task_count > 1",
        "INDEX task_synthesized ON task (task_id) WHERE state = \(TaskState.synthesized)",
        "INDEX task_by_voice ON task (voice_id, language) WHERE language IS NOT NULL",
        "INDEX job_task_by_task ON job_task (task_id)",
        "INDEX replaced_by_task ON replaced_task (task_id)",
        "INDEX attempt_by_task ON attempt (task_id, state)",
        "INDEX attempt_by_batch ON attempt (batch_id, state)",
        "INDEX attempt_by_request ON attempt (request_id) WHERE request_id IS NOT NULL",
        "UNIQUE INDEX attempt_armed ON attempt (task_id) WHERE state = \(AttemptState.armed)",
        "INDEX clip_by_audio ON clip (sha256)",
    ]
}
