/// How many others were in flight when calls were let in lately.
///
/// It tells the two limits apart where a refusal does not: a call that is refused with no more
/// others than calls let in before it was sent too fast; a call that is refused with more than any
/// before it may have been one too many.
struct AdmissionRecord {
    /// Calls that were let in since the latest refusal, counted by number of others.
    private var current: [Int] = []
    /// The same between the two latest refusals.
    private var previous: [Int] = []
    private var turnedAt = Duration.zero

    mutating func add(others: Int) {
        while current.count <= others { current.append(0) }
        current[others] += 1
    }

    /// Takes back a call that was counted as let in.
    mutating func remove(others: Int) {
        if others < current.count, current[others] > 0 {
            current[others] -= 1
        } else if others < previous.count, previous[others] > 0 {
            previous[others] -= 1
        }
    }

    /// Begins to count anew after a refusal, and forgets what was before the last one.
    ///
    /// Refusals with hardly a call or hardly any time in between count as one.
    mutating func turn(ifAtLeast count: Int, at now: Duration) {
        guard now - turnedAt >= .seconds(10), current.reduce(0, +) >= count else { return }
        turnedAt = now
        previous = current
        current = []
    }

    /// How many calls were let in with so many others or more.
    func count(others: Int) -> Int {
        current.dropFirst(others).reduce(0, +) + previous.dropFirst(others).reduce(0, +)
    }
}
