public import SpeechTasks

/// What a run says before its first call, and keeps to.
public struct RunPromise: Sendable {
    /// Who is called.
    public let service: Service
    /// The form it is called in: `page`, `gateway` or `kling`.
    public let form: String
    /// The longest text of a call.
    public let textLimit: TextLimit
    /// Calls that are to be paid.
    public let calls: Int
    /// The price of one.
    public let price: Money
    /// The most the batch may have cost when the run ends.
    public let ceiling: Money
    /// Whether that is the budget that was given; else it follows from the plan.
    public let isBudget: Bool
    /// What the plan came to; nil where none was made.
    public let figures: PlanFigures?

    /// What the calls cost.
    public var cost: Money { calls * price }
}
