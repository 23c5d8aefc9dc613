import Ledger
import SpeechTasks

/// What became of a job's files.
enum Assembly {
    case made(Files)
    /// Nothing can be made as things stand; the sentence says why and what to do.
    case heldBack(String)

    /// Why the clips of a job are not those that its form was planned with.
    static let textWasCut =
        "a text was cut shorter while the batch ran; the same command again makes the track"

    /// Some of it has to be bought after all.
    case wants(More)

    /// Tasks for a job, and how its track is made then.
    struct More {
        let tasks: [SpeechTask]
        /// Whether it is made of the clips there are, too.
        var keepsClips = true
        let language: String?
        let trackForm: String?
    }

    /// What was made of a job.
    struct Files {
        let track: StoredFile
        /// What stands beside the track.
        var files: [StoredFile] = []
        /// How a voice track fits its film.
        var fit: FitSummary?
        /// How it was cut out of a call that rows share.
        var cut: RowCut?
    }
}
