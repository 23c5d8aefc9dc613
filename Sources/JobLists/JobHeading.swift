package import SpeechTasks
package import Texts

/// What is known of a job beside what it says, checked and with its defaults filled in.
package struct JobHeading: Hashable, Sendable {
    /// Where it begins in its input.
    package let place: SourcePlace
    /// Its number over all inputs of the batch, counted from 1; headers of lists are not counted.
    package let row: Int
    /// Its own name, if it has one.
    package let id: String?
    /// The voice, by the service's identifier; at most 256 bytes.
    package let voiceID: String
    /// The language of what it says, as ``Texts/LanguageCode/normal(_:)`` writes it; nil where no
    /// column is said to name it.
    package let language: String?
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

/// A row of a job list.
package struct ListRow: Hashable, Sendable {
    /// What is known of the job beside its text.
    package let heading: JobHeading
    /// What is spoken, as it stands in the list or in its text file; never only white space.
    package let text: String
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
