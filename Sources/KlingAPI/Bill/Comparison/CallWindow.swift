import Foundation

/// Whether a row of a bill may be a call's, by the times of both.
struct CallWindow {
    /// How long after a call's end the service may go on working and then charge it, in seconds.
    let latenessSeconds: Double
    /// Whether the length of use was seen to mean what it says.
    var trustsUse = false

    /// How long after a reply its charge may be written down, in seconds.
    private static let writingSeconds = 60.0

    /// Until when a call may be charged, in seconds since 1970.
    func end(of call: KnownCall) -> Double {
        // A call that has its reply was done by then.
        let isDone = call.state != .unknown && call.state != .writtenOff && call.state != .armed
        return call.sending.upperBound
            + (isDone ? min(Self.writingSeconds, latenessSeconds) : latenessSeconds)
    }

    /// How far the bill's clock may be ahead of ours if a row is a call's; nil if the row tells no
    /// time, or its times contradict each other.
    func skew(of row: BillRow, for call: KnownCall) -> ClosedRange<Double>? {
        guard let time = row.time?.timeIntervalSince1970 else { return nil }
        let latest = time + Double(row.timeSpreadSeconds)
        var lower = time - end(of: call)
        var upper = latest - call.sending.lowerBound
        if trustsUse, let use = row.useSeconds.map(Double.init) {
            // Lengths are cut to whole seconds, so it began up to a second earlier.
            lower = max(lower, time - use - 1 - call.sending.upperBound)
            upper = min(upper, latest - use - call.sending.lowerBound)
        }
        return lower <= upper ? lower...upper : nil
    }

    /// Whether a row may be a call's where the bill's clock is ahead by so much.
    func allows(_ row: BillRow, for call: KnownCall, skew: ClockSkew) -> Bool {
        if let mine = row.characterCount, let its = call.characterCount, mine != its {
            return false
        }
        guard row.time != nil else { return true }
        return self.skew(of: row, for: call)?.overlaps(skew.seconds) ?? false
    }
}
