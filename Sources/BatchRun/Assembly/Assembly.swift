import Ledger
import SpeechTasks

/// What became of a job's files.
enum Assembly {
    case made(Files)
    /// Nothing can be made as things stand; the sentence says why and what to do.
    case heldBack(String)

    /// Some of it has to be bought after all.
    case wants(More)

    /// Tasks for a job, and how its track is made from all of them.
    struct More {
        let tasks: [SpeechTask]
        let language: String
        let trackForm: String
    }

    /// What was made of a job.
    struct Files {
        let track: StoredFile
        /// What stands beside the track.
        var files: [StoredFile] = []
        /// How a voice track fits its film.
        var fit: FitSummary?
    }
}
