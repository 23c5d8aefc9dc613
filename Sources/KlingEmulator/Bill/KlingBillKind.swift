/// What Kling takes its price from, and so which of its addresses lists the deductions.
package enum KlingBillKind: String, CaseIterable, Sendable {
    /// A resource pack, in units: `/account/billing/package`.
    case package
    /// The balance, in yuan: `/account/billing/balance`.
    case balance
}
