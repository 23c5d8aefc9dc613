/// Decisions that nobody has taken notice of yet, the latest of them.
struct PaceNotes {
    private(set) var notes: [PaceNote] = []

    private static let most = 100

    mutating func add(_ what: String, limit: PaceLimit, at now: Duration) {
        if notes.count >= Self.most { notes.removeFirst() }
        notes.append(PaceNote(at: now, what: what, limit: limit))
    }

    /// The decisions since this was last asked.
    mutating func take() -> [PaceNote] {
        defer { notes = [] }
        return notes
    }

    /// A rate in calls a second, for people.
    static func text(_ rate: Double) -> String {
        let thousandths = (rate * 1000).rounded() / 1000
        return rate >= 10 ? "\(Int(rate.rounded()))" : "\(thousandths)"
    }
}
