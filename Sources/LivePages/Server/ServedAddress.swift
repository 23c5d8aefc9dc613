/// What a path leads to: `/`, `/batch/7`, both with `state` or `events` behind, `/batch/7/audio/12`,
/// and `/metrics`.
enum ServedAddress: Equatable {
    case page(PageSubject)
    case state(PageSubject)
    case events(PageSubject)
    /// The track of a job by its number, of a batch by its number.
    case audio(batch: Int64, job: Int64)

    case metrics

    /// Nil where it leads nowhere.
    init?(path: String) {
        if path == PageGate.metrics {
            self = .metrics
            return
        }
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        if parts.last == "" { parts.removeLast() }
        var subject = PageSubject.batches
        var batch: Int64?
        if parts.first == "batch" {
            guard let number = parts.dropFirst().first.flatMap(Self.number) else { return nil }
            subject = .batch(number)
            batch = number
            parts = parts.dropFirst(2)
        }
        switch (parts.first, parts.count) {
        case (nil, _): self = .page(subject)
        case ("state", 1): self = .state(subject)
        case ("events", 1): self = .events(subject)
        case ("audio", 2):
            guard let batch, let job = parts.last.flatMap(Self.number) else { return nil }
            self = .audio(batch: batch, job: job)
        default: return nil
        }
    }

    /// A number as it is printed, so that each thing has one address.
    private static func number(_ text: Substring) -> Int64? {
        Int64(text).flatMap { $0 > 0 && "\($0)" == text ? $0 : nil }
    }
}
