/// With how many others in flight calls were let in lately.
///
/// It tells the two limits apart where a refusal does not: a call that is refused with no more
/// others than calls let in before it was sent too fast; a call that is refused with more than any
/// before it may have been one too many.
struct AdmissionRecord {
    /// Counts by number of others, since the latest refusal and before it since the one before.
    private var current: [Int] = []
    private var previous: [Int] = []
    private var turnedAt = Duration.zero

    mutating func add(others: Int) {
        while current.count <= others { current.append(0) }
        current[others] += 1
    }

    /// Takes back a call that was taken for let in.
    mutating func remove(others: Int) {
        if others < current.count, current[others] > 0 {
            current[others] -= 1
        } else if others < previous.count, previous[others] > 0 {
            previous[others] -= 1
        }
    }

    /// Begins anew after a refusal; what was before the one before it is forgotten.
    ///
    /// Not after refusals with hardly a call or hardly any time in between: they are one.
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
