import Texts

extension ClosedRange<Duration> {
    /// The time for people, no more exact than it is: `40 to 50 s`, `12 min`, `7.5 to 8.2 h`; one figure
    /// where both are alike.
    package var words: String {
        let seconds = (least: lowerBound / .seconds(1), most: upperBound / .seconds(1))
        let (divisor, unit, places) =
            seconds.most < 100
            ? (1.0, "s", 0)
            : seconds.most < 5400 ? (60, "min", seconds.most < 600 ? 1 : 0) : (3600, "h", 1)
        let (least, most) = (
            figure(seconds.least / divisor, places: places),
            figure(seconds.most / divisor, places: places)
        )
        return least == most ? "\(most) \(unit)" : "\(least) to \(most) \(unit)"
    }
}

/// A number with the places that say something: `7.5`, `8`.
private func figure(_ number: Double, places: Int) -> String {
    let text = decimal(number, places: places)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
