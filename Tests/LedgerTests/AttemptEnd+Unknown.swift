import Ledger

extension AttemptEnd {
    /// An unknown outcome of a call that no callback was asked for.
    static var unknown: AttemptEnd { .unknown(waitsUntil: nil) }
}
