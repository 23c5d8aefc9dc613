package import SpeechTasks
package import Texts

/// Something somebody wants as audio: a row of a job list, checked and with its defaults filled in.
package struct Job: Hashable, Sendable {
    /// Where the row begins.
    package let place: SourcePlace
    /// By what a prepared row is known to whoever prepared it; nil for a row of a job list.
    package let number: Int?
    /// The row's number over all lists of the batch, counted from 1; headers are not counted.
    package let row: Int
    /// The row's own name, if it has one.
    package let id: String?
    /// What is spoken, as it stands in the list or in its text file; never only white space.
    package let text: String
    /// The voice, by the service's identifier; at most 256 bytes.
    package let voiceID: String
    /// The speed, 0.5 to 2.0.
    package let speed: Thousandths
    /// The volume, 0 to 2.0.
    package let volume: Thousandths
    /// The wanted file, below the output folder; no other job of the batch has it.
    package let output: OutputName
    /// The title for people, if there is one.
    package let title: String?
    /// All other columns in the list's order, for the report.
    package let otherColumns: [OtherColumn]
}

/// A column this project gives no meaning to; it comes back in the report.
package struct OtherColumn: Hashable, Sendable {
    /// The column's name, without white space around it.
    package let name: String
    /// The text of a string, or the JSON text of any other value.
    package let value: String

    /// A column of this name and value.
    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
