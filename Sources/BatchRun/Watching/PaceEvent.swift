package import Foundation
package import WorkerPool

/// A decision of the pace, by the time of day.
package struct PaceEvent: Sendable {
    /// When it was taken.
    package let time: Date
    /// What was decided and why, a plain sentence without a capital and a full stop.
    package let what: String
    /// What limits the calls from now on; its times count from the pool's start.
    package let limit: PaceLimit
    /// When the next call is let in, where the limit says so.
    package let opens: Date?
    /// For how long the service asked to wait, where it did.
    package let askedWait: Duration?

    /// A decision as the pool tells it, whose times count from the pool's start.
    package init(_ note: PaceNote, since start: Date) {
        func date(_ time: Duration) -> Date { start.addingTimeInterval(time / .seconds(1)) }
        time = date(note.at)
        what = note.what
        limit = note.limit
        switch note.limit {
        case .window(_, _, let opensAt):
            opens = opensAt.map(date)
            askedWait = nil
        case .asked(let until):
            opens = date(until)
            askedWait = until - note.at
        case .refused(let until):
            opens = date(until)
            askedWait = nil
        case .settings, .settingsRate, .growing, .rate, .atOnce, .errors:
            opens = nil
            askedWait = nil
        }
    }
}
