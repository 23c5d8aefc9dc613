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
    /// What holds for a row that says nothing itself, and whose list has no default for it.
    package var defaults = JobDefaults()
    /// How a row without `output` is named.
    package var nameTemplate = NameTemplate.id

    /// The options that hold where nothing is asked for.
    package init() {}
}

/// What flags, environment and configuration file say for all rows.
package struct JobDefaults: Hashable, Sendable {
    /// The voice; nil if none is given.
    package var voiceID: String?
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
