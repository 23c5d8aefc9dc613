/// A time in which the service is down for everything, counted from the first call.
package struct Outage: Sendable, Equatable {
    /// When it begins.
    package let start: Duration
    /// When it is over.
    package let end: Duration
    /// Whether calls are done and charged all the same.
    package let isCharged: Bool

    /// A time from one moment after the first call to another.
    package init(from start: Duration, to end: Duration, isCharged: Bool = false) {
        self.start = start
        self.end = end
        self.isCharged = isCharged
    }

    /// Reads seconds such as `10-40` or `10-40,charged`.
    ///
    /// - Throws: ``EmulatorError/badSetting(_:)`` for anything else.
    package init(_ text: String) throws(EmulatorError) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let times = (parts.first ?? "").split(separator: "-", omittingEmptySubsequences: false)
        guard times.count == 2, let start = Double(times[0]), let end = Double(times[1]),
            0 <= start, start <= end, end < 1e9,
            parts.count == 1 || parts.dropFirst() == ["charged"]
        else {
            throw .badSetting(
                "\"\(text)\" is no outage; write its seconds such as 10-40 or 10-40,charged")
        }
        self.init(from: .seconds(start), to: .seconds(end), isCharged: parts.count == 2)
    }

    /// Whether it is on so long after the first call.
    func isOn(at time: Duration) -> Bool { start <= time && time < end }
}
