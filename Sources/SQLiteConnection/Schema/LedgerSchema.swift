import GRDB
import Ledger

/// How the tables of an SQLite ledger came to be, and the numbers that tell its file from others.
enum LedgerSchema {
    /// `application_id` of the file: the letters `KLNG`.
    static let applicationID = 0x4B4C_4E47

    /// One step a version, in order; `user_version` counts the steps a file has taken.
    static let migrations = [version1, version2, version3, version4, version5, version6, version7]

    /// Brings a file up to date; each step and its number are one transaction.
    static func migrate(_ database: Database, path: String) throws {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version <= migrations.count else {
            throw LedgerError.newer(path: path, version: version)
        }
        for (index, migration) in migrations.enumerated().dropFirst(version) {
            try database.inTransaction(.immediate) {
                try database.execute(sql: migration)
                try database.execute(sql: "PRAGMA application_id = \(applicationID)")
                try database.execute(sql: "PRAGMA user_version = \(index + 1)")
                return .commit
            }
        }
    }

    /// Times are Unix milliseconds in UTC, as the API's own `created_at`; money is thousandths of
    /// a yuan; speed and volume are thousandths.
    private static let version1 = """
        CREATE TABLE batch (
            batch_id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            service TEXT NOT NULL,
            inputs TEXT NOT NULL,
            output_folder TEXT NOT NULL,
            settings TEXT NOT NULL,
            plan_hash TEXT,
            generation INTEGER NOT NULL DEFAULT 0,
            price INTEGER NOT NULL,
            budget INTEGER,
            max_unknown_spend INTEGER NOT NULL DEFAULT 0,
            on_unknown TEXT NOT NULL DEFAULT 'retry' CHECK (on_unknown IN ('retry', 'hold')),
            charged_refusals INTEGER NOT NULL DEFAULT 0,
            at_most_spent INTEGER NOT NULL DEFAULT 0,
            repeat_spent INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE run (
            run_id INTEGER PRIMARY KEY,
            batch_id INTEGER NOT NULL REFERENCES batch,
            started_at INTEGER NOT NULL,
            ended_at INTEGER,
            outcome TEXT
        ) STRICT;
        CREATE TABLE job (
            job_id INTEGER PRIMARY KEY,
            batch_id INTEGER NOT NULL REFERENCES batch,
            position INTEGER NOT NULL,
            generation INTEGER NOT NULL,
            source TEXT NOT NULL,
            line INTEGER NOT NULL,
            kind TEXT NOT NULL,
            id TEXT,
            title TEXT,
            output TEXT NOT NULL,
            other_columns TEXT,
            characters INTEGER NOT NULL,
            task_count INTEGER NOT NULL,
            content_hash BLOB NOT NULL,
            state TEXT NOT NULL
                CHECK (state IN ('waiting', 'ready', 'done', 'failed', 'held', 'dropped')),
            reason TEXT,
            claimed_by INTEGER,
            claimed_until INTEGER,
            fence INTEGER NOT NULL DEFAULT 0,
            UNIQUE (batch_id, output)
        ) STRICT;
        CREATE INDEX job_in_order ON job (batch_id, position);
        CREATE INDEX job_ready ON job (batch_id, position) WHERE state = 'ready';
        CREATE INDEX job_cut ON job (characters, content_hash) WHERE task_count > 1;
        CREATE TABLE task (
            task_id INTEGER PRIMARY KEY,
            hash BLOB NOT NULL UNIQUE,
            service TEXT NOT NULL,
            text TEXT NOT NULL,
            characters INTEGER NOT NULL,
            voice_id TEXT NOT NULL,
            speed INTEGER NOT NULL,
            volume INTEGER NOT NULL,
            state TEXT NOT NULL
                CHECK (state IN ('waiting', 'synthesized', 'stored', 'failed', 'held', 'split')),
            reason TEXT,
            detail TEXT,
            cut_from INTEGER REFERENCES task,
            claimed_by INTEGER,
            claimed_until INTEGER,
            fence INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX task_synthesized ON task (task_id) WHERE state = 'synthesized';
        CREATE TABLE job_task (
            job_id INTEGER NOT NULL REFERENCES job,
            position INTEGER NOT NULL,
            task_id INTEGER NOT NULL REFERENCES task,
            PRIMARY KEY (job_id, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX job_task_by_task ON job_task (task_id);
        CREATE TABLE attempt (
            attempt_id INTEGER PRIMARY KEY,
            task_id INTEGER NOT NULL REFERENCES task,
            batch_id INTEGER NOT NULL REFERENCES batch,
            run_id INTEGER NOT NULL REFERENCES run,
            state TEXT NOT NULL CHECK (state IN ('armed', 'succeeded', 'throttled', 'notSent',
                'refused', 'unknown', 'writtenOff')),
            is_repeat INTEGER NOT NULL DEFAULT 0,
            armed_at INTEGER NOT NULL,
            settled_at INTEGER,
            http_status INTEGER,
            code INTEGER,
            message TEXT,
            request_id TEXT,
            audio_id TEXT,
            audio_url TEXT,
            duration_ms INTEGER,
            created_at INTEGER,
            cost INTEGER NOT NULL,
            callback_token TEXT
        ) STRICT;
        CREATE INDEX attempt_by_task ON attempt (task_id, state);
        CREATE INDEX attempt_by_batch ON attempt (batch_id, state);
        CREATE TABLE clip (
            task_id INTEGER PRIMARY KEY REFERENCES task,
            attempt_id INTEGER NOT NULL REFERENCES attempt,
            file TEXT NOT NULL,
            byte_count INTEGER NOT NULL,
            sha256 BLOB NOT NULL,
            duration_ms INTEGER NOT NULL,
            stored_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE track (
            job_id INTEGER PRIMARY KEY REFERENCES job,
            file TEXT NOT NULL,
            byte_count INTEGER NOT NULL,
            sha256 BLOB NOT NULL,
            duration_ms INTEGER NOT NULL,
            clip_count INTEGER NOT NULL,
            made_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE pace (
            service TEXT NOT NULL,
            account TEXT NOT NULL,
            rate_per_second REAL,
            at_once INTEGER,
            text_length INTEGER,
            learned_at INTEGER NOT NULL,
            PRIMARY KEY (service, account)
        ) STRICT, WITHOUT ROWID;
        """

    /// Books: what they are, how their tracks and their audiobook are made, and what was made.
    private static let version2 = """
        CREATE TABLE book (
            book_id INTEGER PRIMARY KEY,
            batch_id INTEGER NOT NULL REFERENCES batch,
            generation INTEGER NOT NULL,
            source TEXT NOT NULL,
            description TEXT NOT NULL,
            cover BLOB,
            cover_type TEXT,
            UNIQUE (batch_id, source)
        ) STRICT;
        CREATE TABLE book_file (
            book_id INTEGER NOT NULL REFERENCES book,
            part INTEGER NOT NULL,
            file TEXT NOT NULL,
            byte_count INTEGER NOT NULL,
            sha256 BLOB NOT NULL,
            duration_ms INTEGER NOT NULL,
            made_from BLOB NOT NULL,
            made_at INTEGER NOT NULL,
            PRIMARY KEY (book_id, part)
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE job ADD COLUMN book_id INTEGER REFERENCES book;
        ALTER TABLE job ADD COLUMN track_form TEXT;
        """

    /// Subtitles: what a voice's speed is known from, what speeds were chosen by, how a track fits its
    /// film, and the files beside it.
    private static let version3 = """
        ALTER TABLE task ADD COLUMN language TEXT;
        CREATE INDEX task_by_voice ON task (voice_id, language) WHERE language IS NOT NULL;
        CREATE TABLE speech_rate (
            batch_id INTEGER NOT NULL REFERENCES batch,
            voice_id TEXT NOT NULL,
            language TEXT NOT NULL,
            characters_per_second REAL NOT NULL,
            PRIMARY KEY (batch_id, voice_id, language)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE job_file (
            job_id INTEGER NOT NULL REFERENCES job,
            file TEXT NOT NULL,
            byte_count INTEGER NOT NULL,
            sha256 BLOB NOT NULL,
            PRIMARY KEY (job_id, file)
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE track ADD COLUMN fit TEXT;
        """

    /// Files that books and jobs had before, or that are made of a book that is not whole yet.
    ///
    /// They have no part, or are marked; their places are still the batch's own.
    private static let version4 = """
        ALTER TABLE book_file RENAME TO book_file_3;
        CREATE TABLE book_file (
            book_id INTEGER NOT NULL REFERENCES book,
            file TEXT NOT NULL,
            part INTEGER,
            byte_count INTEGER NOT NULL,
            sha256 BLOB NOT NULL,
            duration_ms INTEGER NOT NULL,
            made_from BLOB NOT NULL,
            made_at INTEGER NOT NULL,
            PRIMARY KEY (book_id, file)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO book_file
            SELECT book_id, file, part, byte_count, sha256, duration_ms, made_from, made_at
            FROM book_file_3;
        DROP TABLE book_file_3;
        ALTER TABLE job_file ADD COLUMN is_earlier INTEGER NOT NULL DEFAULT 0;
        """
}
