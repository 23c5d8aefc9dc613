package import JobLists

/// What of the inputs cannot be jobs.
package struct PlanFaults: Sendable {
    /// The first ``PlanFaults/maximumListed``.
    package private(set) var listed: [JobFault] = []
    /// All faults, counted.
    package private(set) var count = 0
    /// Rows and cues with at least one fault.
    package private(set) var rows = 0
    /// Whether a fault hides an unknown number of rows.
    package private(set) var endsInputEarly = false
    /// The row the latest fault was in: the faults of a row come one after the other.
    private var lastRow: Int?

    /// How many faults are kept to be listed.
    package static let maximumListed = 50

    /// How many there are beside those that are listed.
    package var unlisted: Int { count - listed.count }

    /// What is left out where the run goes on without it, a line each; none where nothing is.
    package var lines: [String] {
        guard count > 0 else { return [] }
        let more = unlisted > 0 ? ["… and \(unlisted) more"] : []
        return ["Rows and cues left out (\(rows)):"] + listed.map { "\($0)" } + more
    }

    mutating func add(_ fault: JobFault) {
        count += 1
        if let row = fault.row, row != lastRow {
            lastRow = row
            rows += 1
        }
        if listed.count < Self.maximumListed { listed.append(fault) }
        if fault.endsInput { endsInputEarly = true }
    }
}
