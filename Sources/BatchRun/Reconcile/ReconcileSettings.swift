package import BatchPlanning
package import Foundation

/// Where a bill comes from.
package enum BillSource: Sendable, Equatable {
    /// The service itself, where it tells what it charged.
    case service
    /// A file that a person exported.
    case file(String)
}

/// What a comparison of the ledger with a bill is asked for.
package struct ReconcileSettings: Sendable {
    /// The ledger's file.
    package var ledgerPath: String
    /// How the service is called.
    package var calls: CallSettings
    /// Where the bill comes from.
    package var source = BillSource.service
    /// Which column of a file holds what, as `FIELD=NAME`.
    package var columns: [String] = []
    /// Whether a person says that nobody else calls with this token, so that every charge of speech
    /// on the bill is of this ledger.
    package var isOursAlone = false
    /// How long after a call's end its charge may come; nil for 10 minutes, and for 12 hours where
    /// the bill is Kling's own.
    ///
    /// Kling writes deductions down hours after the call, so its own bill needs the longer time.
    package var lateness: Duration?
    /// Only calls since then are looked at; nil for all.
    package var since: Date?
    /// Until when a file holds every charge; nil for its last row's time.
    package var until: Date?
    /// Whether what is found is written into the ledger.
    package var settles = false

    /// Settings with these parts and the defaults for all others.
    package init(ledgerPath: String, calls: CallSettings) {
        self.ledgerPath = ledgerPath
        self.calls = calls
    }
}
