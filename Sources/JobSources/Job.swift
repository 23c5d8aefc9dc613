public import SpeechTasks

/// Something somebody wants as audio: a row of a job list, checked and with its defaults filled in.
public struct Job: Hashable, Sendable {
    /// Where the row begins.
    public let place: SourcePlace
    /// By what a prepared row is known to whoever prepared it; nil for a row of a job list.
    public let number: Int?
    /// The row's number over all lists of the batch, counted from 1; headers are not counted.
    public let row: Int
    /// The row's own name, if it has one.
    public let id: String?
    /// What is spoken, as it stands in the list or in its text file; never only white space.
    public let text: String
    /// The voice, by the service's identifier; at most 256 bytes.
    public let voiceID: String
    /// The speed, 0.5 to 2.0.
    public let speed: Thousandths
    /// The volume, 0 to 2.0.
    public let volume: Thousandths
    /// The wanted file, below the output folder; no other job of the batch has it.
    public let output: OutputName
    /// The title for people, if there is one.
    public let title: String?
    /// All other columns in the list's order, for the report.
    public let otherColumns: [OtherColumn]
}

/// A column this project gives no meaning to; it comes back in the report.
public struct OtherColumn: Hashable, Sendable {
    /// The column's name, without white space around it.
    public let name: String
    /// The text of a string, or the JSON text of any other value.
    public let value: String

    /// A column of this name and value.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
