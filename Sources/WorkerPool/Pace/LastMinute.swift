/// How many calls a second were answered during the last minute; counted by the second.
struct LastMinute {
    private var counts = [Int](repeating: 0, count: 61)
    private var newest = 0
    private var total = 0
    private var first: Duration?

    mutating func add(at now: Duration) {
        move(to: now)
        if first == nil { first = now }
        counts[newest % counts.count] += 1
        total += 1
    }

    /// The mean over the last minute, or since the first call if that is less.
    mutating func perSecond(at now: Duration) -> Double {
        move(to: now)
        return Double(total) / min(60, max(1, (now - (first ?? now)).inSeconds))
    }

    private mutating func move(to now: Duration) {
        let second = max(newest, Int(now.components.seconds))
        for passed in stride(from: newest + 1, through: min(second, newest + counts.count), by: 1) {
            total -= counts[passed % counts.count]
            counts[passed % counts.count] = 0
        }
        newest = second
    }
}
