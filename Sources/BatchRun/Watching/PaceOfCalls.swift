/// Calls in the seconds of the last minute.
struct PaceOfCalls {
    private static let span = 60
    private var counts = [Int](repeating: 0, count: span)
    private var last = 0

    mutating func count(at second: Int) {
        advance(to: second)
        counts[second % Self.span] += 1
    }

    /// Calls a minute, over the last minute or what there has been of it.
    func perMinute(at second: Int) -> Double {
        var counts = self
        counts.advance(to: second)
        return counts.perMinute(in: second)
    }

    private func perMinute(in second: Int) -> Double {
        let seconds = min(second + 1, Self.span)
        return Double(counts.reduce(0, +)) * 60 / Double(seconds)
    }

    private mutating func advance(to second: Int) {
        guard second > last else { return }
        for passed in (last + 1)...second where passed > second - Self.span {
            counts[passed % Self.span] = 0
        }
        last = second
    }
}
