package import SpeechTasks

/// One job as the plan hands it to the ledger.
package struct PlannedJob: Sendable {
    /// The list the job stands in.
    package var source: String
    /// Its line there, from 1.
    package var line: Int
    /// What the job was asked for as.
    package var kind: JobKind
    /// The job's own identifier, if it has one.
    package var id: String?
    /// The title its track is to carry, if any.
    package var title: String?
    /// The track's file, relative to the output folder; one job each.
    package var output: String
    /// The row's other columns as a JSON object, if it has any.
    package var otherColumns: String?
    /// The length of the whole text in Unicode scalars.
    package var characters: Int
    /// The name the whole text would have as one task; equal content is equal work.
    package var contentHash: TaskHash
    /// The tasks that make the track, in order.
    package var tasks: [SpeechTask]
    /// The book it is a chapter of; nil for a row.
    package var book: BookID?
    /// How the track is made beyond its clips, as JSON of whoever makes it; a change makes the
    /// track again without a call.
    package var trackForm: String?
    /// The volume its track is given, where the service has none.
    package var trackVolume: Thousandths
    /// The texts' language, by which a voice's rate of speech is learned; nil if it is not known.
    package var language: String?
    /// The rates of speech that its speeds were chosen by; kept with the batch.
    package var speechRates: [VoiceRate]

    /// A job of these parts.
    package init(
        source: String, line: Int, kind: JobKind = .row, id: String? = nil, title: String? = nil,
        output: String, otherColumns: String? = nil, characters: Int, contentHash: TaskHash,
        tasks: [SpeechTask], book: BookID? = nil, trackForm: String? = nil,
        trackVolume: Thousandths = .normal, language: String? = nil,
        speechRates: [VoiceRate] = []
    ) {
        self.source = source
        self.line = line
        self.kind = kind
        self.id = id
        self.title = title
        self.output = output
        self.otherColumns = otherColumns
        self.characters = characters
        self.contentHash = contentHash
        self.tasks = tasks
        self.book = book
        self.trackForm = trackForm
        self.trackVolume = trackVolume
        self.language = language
        self.speechRates = speechRates
    }
}
