public import SpeechTasks

/// How job lists are read.
public struct JobReaderOptions: Sendable {
    /// The format of every list; nil goes by each path's extension.
    public var format: JobListFormat?
    /// The encoding of lists and text files, by iconv's name for it; nil is UTF-8.
    ///
    /// A byte order mark counts more.
    public var encoding: String?
    /// What parts the fields of CSV and TSV: one ASCII character, or `\t` spelled out for a tab.
    ///
    /// Nil is a comma in CSV and a tab in TSV.
    public var delimiter: String?
    /// What holds for a row that says nothing itself, and whose list has no default for it.
    public var defaults = JobDefaults()
    /// How a row without `output` is named.
    public var nameTemplate = NameTemplate.id

    /// The options that hold where nothing is asked for.
    public init() {}
}

/// What flags, environment and configuration file say for all rows.
public struct JobDefaults: Hashable, Sendable {
    /// The voice; nil if none is given.
    public var voiceID: String?
    /// The speed, 0.5 to 2.0; nil is normal.
    public var speed: Thousandths?
    /// The volume, 0 to 2.0; nil is normal.
    public var volume: Thousandths?

    /// Defaults of these parts.
    public init(voiceID: String? = nil, speed: Thousandths? = nil, volume: Thousandths? = nil) {
        self.voiceID = voiceID
        self.speed = speed
        self.volume = volume
    }
}
