package import SpeechTasks

/// What keeps a run from paying for more.
package enum SpendingLimit: Sendable, Equatable {
    /// The batch's budget; so much more is needed for what is left.
    case budget(Money, missing: Money)
    /// What the account may spend in a day; so much is left to pay.
    case day(Money, left: Money)
    /// What the run's plan said, and what it would come to now; a budget may be set already, which
    /// does not help here.
    case plan(was: Money, now: Money, why: String, hasBudget: Bool = false)
}

extension SpendingLimit: CustomStringConvertible {
    /// What happened, and what to do.
    package var description: String {
        switch self {
        case .budget(let budget, let missing):
            "The budget of \(budget) CNY is reached: no further call was made. What is left takes "
                + "\(missing) CNY more: the same command with --budget \(budget + missing) goes on."
        case .day(let limit, let left):
            "The account has reached the \(limit) CNY of --budget-day: no further call was made. "
                + "\(left) CNY are left to pay: the same command goes on tomorrow, or today with a "
                + "larger --budget-day."
        case .plan(let was, let now, let why, let hasBudget):
            "The plan said \(was) CNY, and \(why) the batch would come to \(now) CNY: no further "
                + "call was made. The same command goes on at the new price"
                + (hasBudget
                    ? ", within your budget." : "; --budget sets a limit of your own.")
        }
    }
}
