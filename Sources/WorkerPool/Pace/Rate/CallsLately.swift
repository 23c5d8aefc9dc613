/// How many calls there were of late; counted by the second.
struct CallsLately {
    private let seconds: Int
    private var counts: [Int]
    private var newest = 0
    private var total = 0
    private var first: Duration?

    /// Counts the calls of so many seconds, 1 or more.
    init(seconds: Int) {
        self.seconds = seconds
        counts = [Int](repeating: 0, count: seconds + 1)
    }

    mutating func add(at now: Duration) {
        move(to: now)
        if first == nil { first = now }
        counts[newest % counts.count] += 1
        total += 1
    }

    mutating func count(at now: Duration) -> Int {
        move(to: now)
        return total
    }

    /// Whether the first call ever was at least that long ago.
    func isFull(at now: Duration) -> Bool {
        first.map { now - $0 >= .seconds(seconds) } ?? false
    }

    /// The mean over the time, or since the first call if that is less.
    mutating func perSecond(at now: Duration) -> Double {
        let passed = (now - (first ?? now)).inSeconds
        return Double(count(at: now)) / min(Double(seconds), max(1, passed))
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
