extension LedgerSchema {
    /// The kind and the numbers of an account's limits, a JSON object; NULL where none is known.
    static let version7 = """
        ALTER TABLE pace ADD COLUMN limits TEXT;
        """
}
