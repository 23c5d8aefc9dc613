public import Foundation

/// Where a bill comes from.
public enum BillSource: Sendable, Equatable {
    /// The service itself, where it tells what it charged.
    case service
    /// A file that a person exported.
    case file(String)
}

/// What a comparison of the ledger with a bill is asked for.
public struct ReconcileSettings: Sendable {
    /// The ledger's file.
    public var ledgerPath: String
    /// How the service is called.
    public var calls: CallSettings
    /// Where the bill comes from.
    public var source = BillSource.service
    /// Which column of a file holds what, as `FIELD=NAME`.
    public var columns: [String] = []
    /// Whether a person says that nobody else calls with this token, so that every charge of speech
    /// on the bill is of this ledger.
    public var isOursAlone = false
    /// How long after a call's end its charge may come; nil for 10 minutes, and for 12 hours where
    /// the bill is Kling's own.
    ///
    /// Source of the 12 hours: `facts/gateway.md`, "The bill, by machine".
    public var lateness: Duration?
    /// Only calls since then are looked at; nil for all.
    public var since: Date?
    /// Until when a file holds every charge; nil for its last row's time.
    public var until: Date?
    /// Whether what is found is written into the ledger.
    public var settles = false

    /// Settings with these parts and the defaults for all others.
    public init(ledgerPath: String, calls: CallSettings) {
        self.ledgerPath = ledgerPath
        self.calls = calls
    }
}
