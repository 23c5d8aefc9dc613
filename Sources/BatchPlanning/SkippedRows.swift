import JobLists
package import Ledger

/// What was left out of a batch for its faults, as the ledger keeps it.
package struct SkippedRows: StoredForm, Sendable {
    /// How many rows and cues.
    package var rows = 0
    /// How many faults they have.
    package var count = 0
    /// The first of these faults.
    package var listed: [Fault] = []

    /// A fault, at a place.
    package struct Fault: Codable, Sendable {
        package var place = ""
        package var message = ""
    }

    /// The faults of a plan.
    package init(_ faults: PlanFaults) {
        rows = faults.rows
        count = faults.count
        listed = faults.listed.map { Fault(place: "\($0.place)", message: $0.message) }
    }

    /// What the latest plan of a batch left out; nil where that is nothing.
    package init?(storedWith row: BatchRow) {
        guard let stored = row.skipped, let form = SkippedRows(json: stored) else { return nil }
        self = form
    }

    /// Reads what any version wrote.
    package init(from decoder: any Decoder) throws {
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.rows, into: &rows)
        members.read(.count, into: &count)
        members.read(.listed, into: &listed)
    }
}

extension SkippedRows.Fault {
    /// Reads a fault that any version wrote.
    package init(from decoder: any Decoder) throws {
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.place, into: &place)
        members.read(.message, into: &message)
    }
}
