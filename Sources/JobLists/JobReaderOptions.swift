package import SpeechTasks
package import Texts

/// How job lists are read.
package struct JobReaderOptions: Sendable {
    /// The format of every list; nil goes by each path's extension.
    package var format: RecordFormat?
    /// The encoding of lists and text files, by iconv's name for it; nil is UTF-8.
    ///
    /// A byte order mark counts more.
    package var encoding: String?
    /// What parts the fields of CSV and TSV: one ASCII character, or `\t` spelled out for a tab.
    ///
    /// Nil is a comma in CSV and a tab in TSV.
    ///
    /// A list may say another itself in a first line `sep=;`, unless one is given here.
    package var delimiter: String?
    /// What a quote means in CSV and TSV.
    package var quoting = CSVQuoting.double
    /// Which columns mean what, where their names do not say it.
    package var columns = ColumnMapping()
    /// The sheet of workbooks, by name; nil is the first that is not hidden.
    package var sheet: String?
    /// The tool whose export CSV and TSV are; nil for lists of people's own.
    package var export: ListExport?
    /// Who speaks the rows of a speaker; nil leaves them to the voice of all.
    package var speakers: SpeakerVoices?
    /// What holds for a row that says nothing itself, and whose list has no default for it.
    package var defaults = JobDefaults()
    /// How a row without `output` is named.
    package var nameTemplate = NameTemplate.id
    /// What the name template takes for columns that a row lacks or leaves blank, by their names in lower
    /// case.
    package var columnDefaults: [String: String] = [:]
    /// The ending of tracks, without a dot.
    package var trackEnding = "mp3"

    /// The options that hold where nothing is asked for.
    package init() {}

    /// The format of every list where it does not go by names.
    package var saidFormat: RecordFormat? { format ?? export?.format }

    /// Whether rows can say who speaks them.
    package var hasSpeakers: Bool {
        columns.names(.speaker) || (export?.namesSpeakers ?? false)
    }

    /// Whether rows can say their language.
    package var hasLanguages: Bool {
        columns.names(.language) || (export?.namesLanguages ?? false)
    }
}

/// What flags, environment and configuration file say for all rows.
package struct JobDefaults: Hashable, Sendable {
    /// The voice; nil if none is given.
    package var voiceID: String?
    /// The voices by language, as ``VoiceChoices`` has them; they count more than ``voiceID``.
    package var voicesByLanguage: [String: String] = [:]
    /// The speed, 0.5 to 2.0; nil is normal.
    package var speed: Thousandths?
    /// The volume, 0 to 2.0; nil is normal.
    package var volume: Thousandths?

    /// Defaults of these parts.
    package init(voiceID: String? = nil, speed: Thousandths? = nil, volume: Thousandths? = nil) {
        self.voiceID = voiceID
        self.speed = speed
        self.volume = volume
    }
}
