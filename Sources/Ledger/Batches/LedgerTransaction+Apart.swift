import SpeechTasks

extension LedgerTransaction {
    /// Sets what a batch did at the emulator apart, as a batch that is forgotten, so that its own money
    /// is counted from zero.
    ///
    /// Its jobs stay with it: their tracks are its own, and are made anew.
    func setTrialApart(ofBatch name: String, now: Int) throws {
        let batch: Int64 = try known("SELECT batch_id FROM batch WHERE name = $1", [name])
        let apart: Int64 = try known(
            """
            INSERT INTO batch (name, service, inputs, output_folder, settings, price, account,
                charged_refusals, created_at, forgotten_at)
            SELECT $1, service, inputs, output_folder, settings, price, account, charged_refusals,
                created_at, CAST($2 AS bigint)
            FROM batch WHERE batch_id = $3 RETURNING batch_id
            """, [try freeName("\(name) (emulator)"), now, batch])
        for table in ["run", "attempt", "question"] as [LedgerSQL] {
            try run("UPDATE \(table) SET batch_id = $1 WHERE batch_id = $2", [apart, batch])
        }
        try run("DELETE FROM speech_rate WHERE batch_id = $1", [batch])
        for changed in [apart, batch] { try sumUp(BatchID(value: changed)) }
    }

    /// A name that no batch has: this one, or this one with a number.
    func freeName(_ name: String) throws -> String {
        var free = name
        var number = 2
        while try known("SELECT EXISTS (SELECT 1 FROM batch WHERE name = $1)", [free]) as Bool {
            free = "\(name) \(number)"
            number += 1
        }
        return free
    }
}
