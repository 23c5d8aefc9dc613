import SpeechTasks

/// An amount of money in Chinese yuan, exact to a thousandth.
public struct Yuan: Hashable, Comparable, Sendable, CustomStringConvertible {
    let money: Money

    init(_ money: Money) {
        self.money = money
    }

    /// An amount of so many thousandths of a yuan; the price of a call, 0.05, is 50.
    public init(thousandths: Int) {
        money = Money(thousandths: thousandths)
    }

    /// Reads a plain decimal such as `12`, `0.05` or `3.250`; nil for anything else.
    public init?(_ decimal: String) {
        guard let money = Money(decimal) else { return nil }
        self.money = money
    }

    /// The amount in thousandths of a yuan.
    public var thousandths: Int { money.thousandths }

    /// The amount in yuan, with two or three decimals.
    public var description: String { money.description }

    /// Whether the first amount is less than the second.
    public static func < (left: Yuan, right: Yuan) -> Bool { left.money < right.money }
}
