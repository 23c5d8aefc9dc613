package import SpeechTasks

/// A call as it can be looked for on a bill.
package struct LedgerCall: Sendable {
    /// Names the call.
    package let attempt: AttemptID
    /// Its number in the ledger, by which a person names it.
    package let number: Int64
    /// The batch it was made for.
    package let batch: String
    /// The task it was made for.
    package let taskNumber: Int64
    /// How that task stands.
    package let taskState: TaskState
    /// The text's beginning.
    package let firstWords: String
    /// How it ended, as far as the ledger knows.
    package let state: AttemptState
    /// When it was armed, in Unix milliseconds.
    package let armedAt: Int
    /// When its end was known, in Unix milliseconds.
    package let settledAt: Int?
    /// The names the service gave it.
    package let requestIDs: [String]
    /// What it cost at most.
    package let cost: Money
    /// What it surely cost.
    package let surelyCost: Money
    /// The price of a call of its batch.
    package let price: Money
    /// Its text's length in Unicode scalars.
    package let characters: Int

    static let columns: LedgerSQL = """
        attempt_id, task_id, attempt.state AS state, armed_at, settled_at, request_id,
        header_request_id, cost, surely_cost, batch.name AS name, price, characters,
        substr(text, 1, 60) AS words, task.state AS task_state
        """

    init(_ row: any LedgerRow) throws {
        number = row["attempt_id"]
        attempt = AttemptID(value: number)
        batch = row["name"]
        taskNumber = row["task_id"]
        taskState = try row["task_state"]
        firstWords = row["words"]
        state = try row["state"]
        armedAt = row["armed_at"]
        settledAt = row["settled_at"]
        let names: [String?] = [row["request_id"], row["header_request_id"]]
        requestIDs = names.compactMap { $0 }
        cost = Money(thousandths: row["cost"])
        surelyCost = Money(thousandths: row["surely_cost"])
        price = Money(thousandths: row["price"])
        characters = row["characters"]
    }
}
