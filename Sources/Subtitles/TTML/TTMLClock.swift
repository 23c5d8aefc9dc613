/// How the times of a TTML file count.
///
/// Source: TTML 2, 12.3.1 (time expressions) and 7.2 (frame rate, tick rate).
struct TTMLClock {
    /// Frames a second.
    let frameRate: Double
    /// Ticks a second.
    let tickRate: Double

    /// By the parameters of the file's outermost element; 30 frames a second where none is named.
    init(frameRate: String?, multiplier: String?, tickRate: String?) {
        let rate = frameRate.flatMap(Double.init).flatMap { $0 > 0 ? $0 : nil }
        let factors = (multiplier ?? "").split(separator: " ").compactMap { Double($0) }
        let factor = factors.count == 2 && factors[1] > 0 ? factors[0] / factors[1] : 1
        self.frameRate = (rate ?? 30) * (factor > 0 ? factor : 1)
        self.tickRate =
            tickRate.flatMap(Double.init).flatMap { $0 > 0 ? $0 : nil }
            ?? (rate == nil ? 1 : self.frameRate)
    }

    /// A clock time, `00:01:02.5` or `00:01:02:12` with frames, or an offset, `12.5s`, `100ms`, `3t`.
    ///
    /// Nil for what is neither, or is over 1,000 hours.
    func time(_ text: String) -> Duration? {
        let text = text.split(whereSeparator: \.isWhitespace).joined()
        guard let seconds = text.contains(":") ? clockTime(text) : offset(text),
            seconds.isFinite, (0...3_600_000).contains(seconds)
        else { return nil }
        return .milliseconds(Int((seconds * 1000).rounded()))
    }

    private func clockTime(_ text: String) -> Double? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            .map { Double($0) }
        guard (2...4).contains(parts.count), parts.allSatisfy({ ($0 ?? -1) >= 0 }) else {
            return nil
        }
        var numbers = parts.compactMap { $0 }
        let frames = numbers.count == 4 ? numbers.removeLast() : 0
        let seconds = numbers.reduce(0) { $0 * 60 + $1 }
        return seconds + frames / frameRate
    }

    private func offset(_ text: String) -> Double? {
        let unit = text.drop { $0.isNumber || $0 == "." }
        guard let count = Double(text.dropLast(unit.count)), count >= 0 else { return nil }
        switch unit {
        case "h": return count * 3600
        case "m": return count * 60
        case "s": return count
        case "ms": return count / 1000
        case "f": return count / frameRate
        case "t": return count / tickRate
        default: return nil
        }
    }
}
