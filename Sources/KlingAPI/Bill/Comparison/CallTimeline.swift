import Foundation

/// Calls by the time in which they may be charged.
struct CallTimeline {
    private let window: CallWindow
    private let skew: ClockSkew
    private let calls: [KnownCall]
    /// The latest end of each call and those armed before it.
    private let latestEnds: [Double]

    /// A timeline of calls in the order in which they were armed.
    init(_ calls: [KnownCall], window: CallWindow, skew: ClockSkew) {
        self.window = window
        self.skew = skew
        self.calls = calls
        var latest = -Double.infinity
        latestEnds = calls.map { call in
            latest = max(latest, window.end(of: call))
            return latest
        }
    }

    /// The places of the calls that some row of a group may belong to.
    func places(fitting group: BillRowGroup) -> [Int] {
        var found: [Int] = []
        for row in group.charges {
            found += places(fitting: row)
        }
        return group.charges.count == 1 ? found : Set(found).sorted()
    }

    private func places(fitting row: BillRow) -> [Int] {
        var range = calls.indices
        if let time = row.time?.timeIntervalSince1970 {
            let earliest = time - skew.seconds.upperBound
            let latest = time + Double(row.timeSpreadSeconds) - skew.seconds.lowerBound
            let lower = latestEnds.partitionPoint { $0 >= earliest }
            let upper = calls.partitionPoint { $0.sending.lowerBound > latest }
            range = lower..<max(lower, upper)
        }
        return range.filter { window.allows(row, for: calls[$0], skew: skew) }
    }
}

extension Array {
    /// The first index whose element meets a condition that all after it meet as well.
    fileprivate func partitionPoint(_ isPast: (Element) -> Bool) -> Int {
        var range = indices
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if isPast(self[middle]) {
                range = range.lowerBound..<middle
            } else {
                range = (middle + 1)..<range.upperBound
            }
        }
        return range.lowerBound
    }
}
