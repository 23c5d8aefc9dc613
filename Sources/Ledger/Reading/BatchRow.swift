package import SpeechTasks

/// A batch as it stands in the ledger.
package struct BatchRow: Sendable {
    /// Names the batch in further questions.
    package let batch: BatchID
    /// Its name.
    package let name: String
    /// Who is called.
    package let service: Service
    /// Its inputs.
    package let inputs: [String]
    /// The folder of its tracks.
    package let outputFolder: String
    /// The latest command's settings, a JSON object.
    package let settings: String
    /// The price of one call.
    package let price: Money
    /// The most it may cost, if that is limited.
    package let budget: Money?
    /// Whether refused calls count as perhaps charged.
    package let chargesRefusals: Bool
    /// When it was first run, in Unix milliseconds.
    package let createdAt: Int
    /// Since when it is forgotten, in Unix milliseconds: only its calls are left.
    package let forgottenAt: Int?
    /// The folder that its files are on their way to.
    package let movingTo: String?
    /// What its latest plan left out for its faults, a JSON object; nil where that is nothing.
    package let skipped: String?

    static let columns: LedgerSQL = """
        batch_id, name, service, inputs, output_folder, settings, price, budget, charged_refusals,
        created_at, skipped, forgotten_at, moving_to
        """

    init(_ row: any LedgerRow) {
        batch = BatchID(value: row["batch_id"])
        name = row["name"]
        service = Service(name: row["service"])
        inputs = stringArray(row["inputs"])
        outputFolder = row["output_folder"]
        settings = row["settings"]
        price = Money(thousandths: row["price"])
        budget = (row["budget"] as Int?).map(Money.init(thousandths:))
        chargesRefusals = row["charged_refusals"]
        createdAt = row["created_at"]
        skipped = row["skipped"]
        forgottenAt = row["forgotten_at"]
        movingTo = row["moving_to"]
    }
}

extension LedgerSQL {
    /// Whether the batch of the number `$1` is not forgotten: the jobs that are kept of one that is say
    /// what was paid for, and are no part of its account.
    static let isNotForgotten: LedgerSQL =
        "(SELECT forgotten_at FROM batch WHERE batch.batch_id = $1) IS NULL"
}
