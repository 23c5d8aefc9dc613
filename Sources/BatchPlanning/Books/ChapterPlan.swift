import Ledger

/// What is spoken of a chapter of a book, and how its track is made.
struct ChapterPlan {
    /// Its number among the book's chapters, or that of the first that share its track.
    let number: Int
    /// Its text in stretches of one voice each.
    let stretches: [SpokenStretch]
    /// Whether the first stretch is the chapter's title, spoken apart.
    let beginsWithTitle: Bool
    /// The book in the ledger; nil where nothing is written.
    var book: BookID?
    /// How its track is made.
    let form: TrackForm

    /// The track's form as the ledger keeps it.
    ///
    /// - Parameter clipCounts: how many clips each stretch takes.
    func trackForm(clipCounts: [Int]) throws -> String {
        var form = form
        if beginsWithTitle, clipCounts.count > 1 { form.titleClips = clipCounts[0] }
        return try form.json()
    }
}

/// A stretch of a text in one voice.
struct SpokenStretch {
    let text: String
    /// Nil is the job's own voice.
    var voiceID: String?

    init(text: String, voiceID: String? = nil) {
        self.text = text
        self.voiceID = voiceID
    }
}
