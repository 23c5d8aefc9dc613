/// The outermost guard: while hardly a call succeeds, one goes at a time.
///
/// It closes when fewer than 5 % of the calls that ended within two minutes succeeded, and opens
/// when 5 % do again. Fewer than 20 calls in that time are too few to close it.
struct SuccessGuard {
    private(set) var isClosed = false
    private var ended = CallsLately(seconds: 120)
    private var succeeded = CallsLately(seconds: 120)

    private static let leastShare = 0.05
    private static let leastCount = 20

    mutating func end(isSuccess: Bool, at now: Duration) {
        ended.add(at: now)
        if isSuccess { succeeded.add(at: now) }
        let count = ended.count(at: now)
        let isEnough = Double(succeeded.count(at: now)) >= Self.leastShare * Double(count)
        if isEnough {
            isClosed = false
        } else if count >= Self.leastCount, ended.isFull(at: now) {
            isClosed = true
        }
    }
}
