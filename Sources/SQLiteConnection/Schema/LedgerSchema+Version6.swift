extension LedgerSchema {
    /// What the latest plan of a batch left out for its faults, and the rate by which speeds are chosen
    /// since it was measured.
    static let version6 = """
        ALTER TABLE batch ADD COLUMN skipped TEXT;
        ALTER TABLE speech_rate ADD COLUMN measured REAL;
        """
}
