package import Texts

/// What is wrong at one place of a job list, so that a row makes no job.
package struct JobFault: Hashable, Sendable, CustomStringConvertible {
    /// Where it is.
    package let place: SourcePlace
    /// The row it keeps from becoming a job, counted as ``JobHeading/row``; nil if it concerns the list.
    ///
    /// One row can have several faults.
    package let row: Int?
    /// What is wrong and what to do about it.
    package let message: String
    /// Whether nothing after it can be read in this input.
    ///
    /// Such a fault hides an unknown number of rows, so leaving out invalid rows does not heal it.
    package let endsInput: Bool

    /// A fault found by another reader than that of job lists.
    package init(place: SourcePlace, row: Int? = nil, message: String, endsInput: Bool = false) {
        self.place = place
        self.row = row
        self.message = message
        self.endsInput = endsInput
    }

    /// The fault as `path:line:column: message`, one line that a terminal may show.
    package var description: String { "\(place): \(message.onOneLine)" }
}

/// All that is wrong with a job; never empty.
package struct JobFaults: Error {
    package let faults: [JobFault]
}

/// What a job list gives next.
package enum ParsedRow: Sendable {
    /// A row that makes a job.
    case row(ListRow)
    /// Something wrong; its row, if it has one, makes no job.
    case fault(JobFault)
}
