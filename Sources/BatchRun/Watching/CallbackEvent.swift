/// A callback that told something new of a call.
package struct CallbackEvent: Sendable {
    /// The number of the call in the ledger.
    package let attempt: Int64
    /// What came of it.
    package let outcome: TakenCallback
    /// Whether the call was made by this run.
    package let isOfThisRun: Bool
}
