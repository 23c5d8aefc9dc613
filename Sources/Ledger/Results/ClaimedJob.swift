package import SpeechTasks

/// A job whose clips are all stored and whose track is to be made.
package struct ClaimedJob: Sendable {
    /// The right to make its track.
    package let claim: Claim
    /// Its number in the ledger.
    package var number: Int64 { claim.id }
    /// What the job was asked for as.
    package let kind: JobKind
    /// The track's file, relative to the output folder.
    package let output: String
    /// The title the track is to carry, if any.
    package let title: String?
    /// The text's beginning, at most 200 characters.
    package let firstWords: String
    /// The book it is a chapter of; nil for a row.
    package let book: BookID?
    /// How the track is made beyond its clips: ``PlannedJob/trackForm``.
    package let trackForm: String?
    /// The volume the track is given, where the service has none.
    package let volume: Thousandths
    /// The track that was made of it before, which a new one replaces; nil where there is none.
    package let track: StoredFile?
    /// The files beside tracks that this batch made last, whose places new ones may take, by name.
    package let filesBeside: [String: StoredFile]
    /// Files that it made before, or for a job that was not done then, by name.
    package let earlierFiles: [String: StoredFile]
    /// The clips, in order.
    package let clips: [JobClip]
}

/// A clip of a job, in its place.
package struct JobClip: Sendable {
    /// The task's name, and with it the clip's.
    package let hash: TaskHash
    /// The clip's file, relative to the clip store.
    package let file: String
    /// Its length in bytes.
    package let byteCount: Int
    /// Its SHA-256, as it was stored.
    package let sha256: [UInt8]
}
