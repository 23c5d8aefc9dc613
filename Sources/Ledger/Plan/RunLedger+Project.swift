/// What a batch is booked on.
package struct BatchLabels: Sendable {
    /// What `--project` said last; nil where it never did.
    package let project: String?
    /// The account that pays, a hash of its token; nil where it is not known.
    package let account: String?

    /// These labels.
    package init(project: String? = nil, account: String? = nil) {
        self.project = project
        self.account = account
    }
}

extension LedgerReader {
    /// What a batch is booked on.
    package func labels(of batch: BatchID) throws -> BatchLabels {
        try row("SELECT project, account FROM batch WHERE batch_id = $1", [batch.value]) {
            BatchLabels(project: $0["project"], account: $0["account"])
        } ?? BatchLabels()
    }
}

extension RunLedger {
    /// Books a batch, with all that it cost and will cost, on a project; an empty name on none.
    package func label(_ batch: BatchID, project: String) throws {
        try transaction { database in
            try database.run(
                "UPDATE batch SET project = $1 WHERE batch_id = $2",
                [project.isEmpty ? nil : project, batch.value])
        }
    }
}
