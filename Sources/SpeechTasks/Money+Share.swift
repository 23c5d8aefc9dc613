extension Money {
    /// A share of the amount: that of the weights from one place up to another, of all weights.
    ///
    /// Shares that follow one another without a gap add up to the amount, whatever it is: what the first
    /// so many weights come to is rounded down to a thousandth, and a share is the difference of two of
    /// these sums.
    ///
    /// - Parameters:
    ///   - weights: the sum of the weights before it, and with its own.
    ///   - whole: the sum of all weights, above 0 and no less than these.
    package func share(of weights: Range<Int>, in whole: Int) -> Money {
        Money(
            thousandths: upTo(weights.upperBound, of: whole) - upTo(weights.lowerBound, of: whole))
    }

    private func upTo(_ weight: Int, of whole: Int) -> Int {
        let product = thousandths.magnitude.multipliedFullWidth(by: weight.magnitude)
        let share = Int(whole.magnitude.dividingFullWidth(product).quotient)
        return thousandths < 0 ? -share : share
    }
}
