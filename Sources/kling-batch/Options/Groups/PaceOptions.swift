import ArgumentParser
import BatchPlanning

/// How fast is called, and how much at once.
struct PaceOptions: ParsableArguments {
    @Option(.deadline) var deadline: Double?
    @Option(.concurrency) var concurrency: Int?
    @Option(.rate) var rate: CallRate?
    @Option(.downloads) var downloads: Int?
    @Option(.maxChars) var maxChars: Int?

    /// Writes what is given over what was known before.
    func apply(to calls: inout CallSettings, _ settings: Settings) throws {
        try settings.take(.deadline, deadline, into: &calls.deadlineSeconds)
        try settings.take(.concurrency, concurrency, into: &calls.concurrency)
        calls.ratePerSecond =
            try settings.value(.rate, rate)?.callsPerSecond ?? calls.ratePerSecond
        try settings.take(.downloads, downloads, into: &calls.downloads)
        try settings.take(.maxChars, maxChars, into: &calls.maximumCharacters)
    }
}

/// A number of calls in a time: `20/s`, `60/min`, `1000/h`.
struct CallRate: ExpressibleByArgument {
    let callsPerSecond: Double

    init?(argument: String) {
        let parts = argument.split(separator: "/")
        guard parts.count == 2, let count = Double(parts[0]), count > 0, count.isFinite else {
            return nil
        }
        switch parts[1] {
        case "s", "sec": callsPerSecond = count
        case "min", "m": callsPerSecond = count / 60
        case "h": callsPerSecond = count / 3600
        default: return nil
        }
    }
}
