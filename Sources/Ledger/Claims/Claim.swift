/// The right to work on a task or a job for a time.
///
/// Whoever claims the row later has a higher fence, and the claim with the lower one is lost: it can
/// neither pay nor write.
package struct Claim: Hashable, Sendable {
    /// The row's number in its table.
    let id: Int64
    /// The number of the claim, which rises with each new holder.
    let fence: Int
    /// Until when nobody else may claim the row, in Unix milliseconds; renewing moves that on.
    package let until: Int

    /// What ``init(_:of:)`` reads, beside the row's number.
    static let columns: LedgerSQL = "fence, claimed_until"

    /// The claim that a row of a table tells of.
    init(_ row: any LedgerRow, of table: ClaimedTable) {
        id = row[table.number.text]
        fence = row["fence"]
        until = (row["claimed_until"] as Int?) ?? 0
    }
}

/// A table whose rows are claimed.
enum ClaimedTable: CaseIterable {
    case task
    case job

    /// Its name.
    var name: LedgerSQL {
        switch self {
        case .task: "task"
        case .job: "job"
        }
    }

    /// The column with its rows' numbers.
    var number: LedgerSQL {
        switch self {
        case .task: "task_id"
        case .job: "job_id"
        }
    }
}
