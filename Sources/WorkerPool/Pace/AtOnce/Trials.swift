/// When one more than a limit allows is tried: it may have risen.
///
/// After the whole limit was used some times, then twice as often each time the same limit shows again,
/// up to 100: one refusal in 101 calls is 1 %. A limit that is certain waits for 100 at once.
struct Trials {
    private(set) var isTrying = false
    private var used = 0
    private var needed: Int
    private var failedAt: Duration?

    static let most = 100
    private let fewest: Int

    init(fewest: Int) {
        self.fewest = fewest
        needed = fewest
    }

    /// The whole limit was used; returns whether one more is to be tried.
    mutating func use(at now: Duration, rest: Duration) -> Bool {
        if isTrying { return true }
        used += 1
        guard used >= needed, now >= (failedAt ?? .zero) + rest else { return false }
        isTrying = true
        return true
    }

    /// It is to be tried whether or not the limit was used often.
    mutating func begin() { isTrying = true }

    /// One more was refused, or less.
    mutating func fail(isSame: Bool, isCertain: Bool = false, at now: Duration) {
        isTrying = false
        used = 0
        failedAt = now
        needed = isSame ? min(2 * needed, Self.most) : isCertain ? Self.most : fewest
    }
}
