extension LedgerReader {
    /// What the ledger knows of a file that a batch has made at a place; empty where none has.
    ///
    /// - Parameter path: the place's path from the root.
    package func madeFiles(at path: String) throws -> [(byteCount: Int, sha256: [UInt8])] {
        func file(_ row: any LedgerRow) -> (byteCount: Int, sha256: [UInt8]) {
            (row["byte_count"], row["sha256"])
        }
        var found = try rows(
            "SELECT byte_count, sha256 FROM job_file WHERE file = $1", [path], file)
        for batch in try batches() where path.hasPrefix(batch.outputFolder + "/") {
            found += try rows(
                """
                SELECT byte_count, sha256 FROM track JOIN job USING (job_id)
                WHERE batch_id = $1 AND output = $2
                UNION ALL
                SELECT byte_count, sha256 FROM job_file
                WHERE file = $2 AND job_id IN (SELECT job_id FROM job WHERE batch_id = $1)
                UNION ALL
                SELECT byte_count, sha256 FROM book_file JOIN book USING (book_id)
                WHERE batch_id = $1 AND file = $2
                """,
                [batch.batch.value, String(path.dropFirst(batch.outputFolder.count + 1))], file)
        }
        return found
    }

    /// The folder that a batch makes its tracks in; nil where nothing is made of it, so that it has none
    /// yet.
    package func outputFolder(ofBatch name: String) throws -> String? {
        try row(
            """
            SELECT output_folder FROM batch WHERE name = $1 AND \(LedgerSQL.hasMadeSomething)
            """, [name]
        ) { $0["output_folder"] as String }
    }
}
