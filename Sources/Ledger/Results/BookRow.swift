package import SpeechTasks

/// A book of a batch with what became of its chapters.
package struct BookRow: Sendable {
    /// Its name in the ledger.
    package let book: BookID
    /// As it was planned.
    package let planned: PlannedBook
    /// Its chapters in order.
    package let chapters: [BookChapterRow]
    /// The files of its audiobook, as they were made last.
    package let files: [BookFile]
    /// Files that were made of it and are no part of it now, as they were made.
    package let earlierFiles: [StoredFile]

    /// Chapters that have no track, or not the one they are to have.
    package var missingChapterCount: Int {
        chapters.count { $0.state != .done || $0.track == nil }
    }
}

/// A chapter of a book.
package struct BookChapterRow: Sendable {
    let jobID: Int64
    /// Its title, if it has one.
    package let title: String?
    /// The track's file, relative to the output folder.
    package let output: String
    /// The job's state.
    package let state: JobState
    /// How the track is made: ``PlannedJob/trackForm``.
    package let trackForm: String?
    /// The track as it was recorded; nil where there is none.
    package let track: StoredFile?
}

extension BookChapterRow {
    init(_ row: any LedgerRow) throws {
        self.init(
            jobID: row["job_id"], title: row["title"], output: row["output"],
            state: try row["state"], trackForm: row["track_form"], track: StoredFile(row: row))
    }
}

/// A piece of a chapter: what one clip says, and for how long.
package struct SpokenPiece: Sendable {
    /// The text.
    package let text: String
    /// The name of its task, and with it the clip's own.
    package let hash: TaskHash
    /// SHA-256 of the clip's file, 32 bytes.
    package let sha256: [UInt8]
    /// How long the clip plays, in milliseconds.
    package let durationMilliseconds: Int
}

extension SpokenPiece {
    /// The piece of a row; nil where its clip is not stored.
    init?(_ row: any LedgerRow) {
        guard let duration = row["duration_ms"] as Int?,
            let hash = TaskHash(bytes: row["hash"] as [UInt8])
        else { return nil }
        self.init(
            text: row["text"], hash: hash, sha256: row["sha256"], durationMilliseconds: duration)
    }
}

/// A file of an audiobook.
package struct BookFile: Sendable {
    /// The file, relative to the output folder.
    package let file: StoredFile
    /// A hash of all it was made from; the same again means nothing is to be made.
    package let madeFrom: [UInt8]

    /// A file made from something with this hash.
    package init(file: StoredFile, madeFrom: [UInt8]) {
        self.file = file
        self.madeFrom = madeFrom
    }
}
