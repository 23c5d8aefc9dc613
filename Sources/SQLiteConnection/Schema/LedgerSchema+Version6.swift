extension LedgerSchema {
    /// Lists: what the latest plan of a batch left out for its faults.
    static let version6 = """
        ALTER TABLE batch ADD COLUMN skipped TEXT;
        """
}
