package import BatchPlanning
package import SpeechTasks

/// What a run says before its first call, and keeps to.
package struct RunPromise: Sendable {
    /// Who is called.
    package let service: Service
    /// The form it is called in: `page`, `gateway` or `kling`.
    package let form: String
    /// The longest text of a call.
    package let textLimit: TextLimit
    /// Calls that are to be paid.
    package let calls: Int
    /// The price of one.
    package let price: Money
    /// The most the batch may have cost when the run ends.
    package let ceiling: Money
    /// Whether that is the budget that was given; else it follows from the plan.
    package let isBudget: Bool
    /// What the plan came to; nil where none was made.
    package let plan: BatchPlan?

    /// What the calls cost.
    package var cost: Money { calls * price }
}
