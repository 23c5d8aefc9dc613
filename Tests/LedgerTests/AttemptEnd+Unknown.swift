import Ledger

extension AttemptEnd {
    /// An unknown outcome outside an outage, of a call that no callback was asked for.
    static var unknown: AttemptEnd { .unknown(isInOutage: false, waitsUntil: nil) }
}
