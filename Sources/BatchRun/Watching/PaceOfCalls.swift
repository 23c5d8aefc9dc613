/// Calls in the seconds of the last ten minutes.
struct PaceOfCalls {
    private static let span = 600
    private var counts = [Int](repeating: 0, count: span)
    private var last = 0
    /// The second from which on calls go at the pace that is measured.
    private var start = 0

    mutating func count(at second: Int) {
        advance(to: second)
        counts[second % Self.span] += 1
    }

    /// What came before says nothing of the pace from now on.
    mutating func restart(at second: Int) { start = second }

    /// The calls of the later half of the time so far, in whole minutes, ten at most.
    ///
    /// In the earlier half the pace was looked for; and most windows go by the minute.
    func measured(at second: Int) -> MeasuredPace {
        let time = max(1, second + 1 - start)
        let seconds = min(max(time / 120 * 60, 60), Self.span, time)
        return MeasuredPace(calls: count(in: seconds, until: second), seconds: seconds)
    }

    /// Calls a minute, over the last minute or what there has been of it.
    func perMinute(at second: Int) -> Double {
        let seconds = min(second + 1, 60)
        return Double(count(in: seconds, until: second)) * 60 / Double(seconds)
    }

    /// The calls in so many seconds, the last of which is this one.
    private func count(in seconds: Int, until second: Int) -> Int {
        var counts = self
        counts.advance(to: second)
        return (second - seconds + 1...second).reduce(0) { $0 + counts.counts[$1 % Self.span] }
    }

    private mutating func advance(to second: Int) {
        guard second > last else { return }
        for passed in (last + 1)...second where passed > second - Self.span {
            counts[passed % Self.span] = 0
        }
        last = second
    }
}
