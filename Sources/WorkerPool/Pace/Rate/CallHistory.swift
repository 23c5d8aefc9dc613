/// When calls were sent that were let in, and when those that were refused; the latest of them.
///
/// A call counts as let in until it is refused.
struct CallHistory {
    private var letIn: [Duration] = []
    private var refused: [Duration] = []

    private static let most = 20_000

    /// Whether no call is known to have been let in.
    var isEmpty: Bool { letIn.isEmpty }

    mutating func send(at now: Duration) {
        Self.add(now, to: &letIn)
    }

    /// Whether enough calls were let in for a block to say something of a window.
    var isTelling: Bool { letIn.count >= WindowLimit.fewest }

    /// The call that was sent then was never made.
    mutating func drop(sentAt: Duration) {
        guard let place = letIn.lastIndex(of: sentAt) else { return }
        letIn.remove(at: place)
    }

    mutating func refuse(sentAt: Duration) {
        drop(sentAt: sentAt)
        Self.add(sentAt, to: &refused)
    }

    /// How many calls were sent within a length before a moment; a call at its end counts too.
    func count(within length: Duration, before end: Duration, withRefused: Bool) -> Int {
        let start = end - length
        let count = Self.count(letIn, after: start, to: end)
        return withRefused ? count + Self.count(refused, after: start, to: end) : count
    }

    /// When the latest but so many calls was sent; nil if there were fewer.
    func sent(latestBut others: Int, withRefused: Bool) -> Duration? {
        guard withRefused, !refused.isEmpty else {
            return others < letIn.count ? letIn[letIn.count - 1 - others] : nil
        }
        let all = (letIn.suffix(others + 1) + refused.suffix(others + 1)).sorted()
        return others < all.count ? all[all.count - 1 - others] : nil
    }

    /// When the first call was sent within a length before a moment; nil if there was none.
    func first(within length: Duration, before end: Duration) -> Duration? {
        let place = Self.place(letIn, after: end - length)
        return place < letIn.count ? letIn[place] : nil
    }

    /// The widest of the first gaps between calls within a length before a moment.
    func firstGap(within length: Duration, before end: Duration) -> Duration {
        let start = Self.place(letIn, after: end - length)
        let times = letIn[start..<max(start, min(letIn.count, start + WindowLimit.fewest))]
        return zip(times.dropFirst(), times).map { $0 - $1 }.max() ?? .zero
    }

    /// When calls were refused since the last one let in before a moment.
    func refusals(upTo moment: Duration) -> [Duration] {
        let place = Self.place(letIn, after: moment)
        return refusals(since: place > 0 ? letIn[place - 1] : .zero)
    }

    /// When calls were refused from a moment on.
    func refusals(since start: Duration) -> [Duration] {
        Array(
            refused.suffix(Self.count(refused, after: start - .nanoseconds(1), to: .seconds(1e12))))
    }

    private static func add(_ time: Duration, to times: inout [Duration]) {
        if times.count >= most { times.removeFirst(most / 2) }
        if let last = times.last, time < last {
            times.insert(time, at: count(times, after: .seconds(-1), to: time))
        } else {
            times.append(time)
        }
    }

    private static func count(_ times: [Duration], after start: Duration, to end: Duration) -> Int {
        place(times, after: end) - place(times, after: start)
    }

    /// How many of the times are not after a moment.
    private static func place(_ times: [Duration], after moment: Duration) -> Int {
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if times[middle] <= moment { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
