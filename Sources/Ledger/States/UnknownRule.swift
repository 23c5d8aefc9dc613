/// What becomes of tasks whose outcome is unknown.
enum UnknownRule: String, LedgerWord {
    /// They are called again, within bounds.
    case retry
    /// They are held.
    case hold

    static var meaning: String { "what becomes of unknown outcomes" }
}
