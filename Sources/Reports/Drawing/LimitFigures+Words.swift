package import BatchRun
import ReportForms
import Texts

extension LimitFigures {
    /// What limits the calls, for a person.
    package var words: String {
        switch kind {
        case .settings: "nothing but --concurrency, \(atOnce ?? 0) at once"
        case .settingsRate: "\(rateWords(ratePerSecond ?? 0)) (--rate)"
        case .growing: "nothing yet"
        case .rate: rateWords(ratePerSecond ?? 0)
        case .window: windowWords(calls ?? 0, seconds ?? 0)
        case .atOnce: "\(atOnce ?? 0) at once"
        case .refused: "refusals of a limit not known yet"
        case .asked: "a wait that the service asked for"
        case .errors: "errors: nothing got through"
        }
    }

    /// The kind and its numbers, for JSON.
    var values: [(name: String, value: ReportValue)] {
        [
            ("limit", .text(words)), ("limit_kind", .text(kind.rawValue)),
            ("limit_calls", calls.map { .count($0) } ?? .none),
            ("limit_s", seconds.map { .number($0, places: 1) } ?? .none),
            ("limit_per_second", ratePerSecond.map { .number($0, places: 4) } ?? .none),
            ("limit_at_once", atOnce.map { .count($0) } ?? .none),
        ]
    }
}

/// Calls a second for a person, a minute where they are few: `20 calls a second`, `10 calls a minute`.
func rateWords(_ perSecond: Double) -> String {
    perSecond >= 1
        ? "\(short(perSecond)) calls a second" : "\(short(perSecond * 60)) calls a minute"
}

private func windowWords(_ calls: Int, _ seconds: Double) -> String {
    let length =
        switch seconds.rounded() {
        case 1: "a second"
        case 60: "a minute"
        case 3600: "an hour"
        case 86_400: "a day"
        default: "in \(short(seconds)) s"
        }
    return "\(counted(calls, "call")) \(length)"
}

/// A number with one decimal where that says something.
private func short(_ number: Double) -> String {
    decimal(number, places: number == number.rounded() || number >= 100 ? 0 : 1)
}
