package import Foundation

/// A provider's bill, whole for the time it covers.
package struct Bill: Sendable {
    /// Charges and refunds.
    package var rows: [BillRow]
    /// From when to when it holds every row, by its own clock; nil if that is not known.
    package var coverage: ClosedRange<Date>?
    /// Whether its times were written without a time zone, so that they may be hours off.
    package var hasLocalTimes: Bool
    /// Whether it surely holds all charges of the account, and not those of another or a part.
    package var isSurelyOurs: Bool
    /// When it was asked for, by this machine's clock; nil for a file, whose last row tells.
    package var takenAt: Date?
    /// How many seconds the service's clock was ahead of ours when it was asked; nil for a file.
    package var clockAheadSeconds: Double?

    /// A bill of these parts.
    package init(
        rows: [BillRow], coverage: ClosedRange<Date>?, hasLocalTimes: Bool = false,
        isSurelyOurs: Bool = false, takenAt: Date? = nil, clockAheadSeconds: Double? = nil
    ) {
        self.rows = rows
        self.coverage = coverage
        self.hasLocalTimes = hasLocalTimes
        self.isSurelyOurs = isSurelyOurs
        self.takenAt = takenAt
        self.clockAheadSeconds = clockAheadSeconds
    }
}
