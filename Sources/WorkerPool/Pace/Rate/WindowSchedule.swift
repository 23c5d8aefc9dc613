/// When a limit that is kept by count lets in its next calls, and those after them.
///
/// Each of them goes when the place of an earlier one is free, so what was sent in the last window says
/// how the next ones go: all at once when it opens, or spread over it.
package struct WindowSchedule: Hashable, Sendable {
    private let calls: Int
    private let length: Duration
    /// When the calls of a window go, the first and the last and as many between as say enough.
    private let times: [Duration]

    private static let mostTimes = 101

    /// The schedule of a limit; times are the time since any fixed moment.
    init(_ limit: WindowLimit, _ history: CallHistory, at now: Duration) {
        let (calls, length) = (limit.calls, limit.length)
        self.calls = calls
        self.length = length
        let parts = min(calls, Self.mostTimes) - 1
        times = (0...parts).map { part in
            let place = parts > 0 ? (calls - 1) * part / parts : 0
            let before = history.sent(latestBut: calls - 1 - place, withRefused: false)
            return max(now, before.map { $0 + length + limit.margin } ?? now)
        }
    }

    /// When the last of so many further calls goes.
    package func end(ofCalls count: Int) -> Duration {
        let (full, rest) = (max(0, count - 1) / calls, max(0, count - 1) % calls)
        let place = calls > 1 ? Double(rest * (times.count - 1)) / Double(calls - 1) : 0
        let part = Int(place)
        let next = times[min(part + 1, times.count - 1)]
        return times[part] + (next - times[part]) * (place - Double(part)) + length * full
    }
}
