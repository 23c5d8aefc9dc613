package import BatchPlanning
import BatchRun
import Ledger
import ReportForms
import Texts

/// How long a plan's calls take, by what the account was found to take and by `--rate`.
extension BatchPlan {
    /// The least and the most; nil where nothing is known.
    package var expectedTime: ClosedRange<Duration>? {
        let learned = callee.learned.time(forCalls: figures.callsToPay)
        guard let rate = callee.askedRate, rate > 0 else { return learned }
        let asked = Duration.seconds(Double(figures.callsToPay) / rate)
        guard let learned else { return asked...asked }
        return max(learned.lowerBound, asked)...max(learned.upperBound, asked)
    }

    /// The time for a person: the limit, and what it comes to.
    var timeLine: String {
        let asked = callee.askedRate.map { "\(rateWords($0)) (--rate)" }
        let limits = [callee.learned.limitWords, asked].compactMap { $0 }
        guard !limits.isEmpty else { return "unknown until this account's pace is known" }
        let known = limits.joined(separator: ", ")
        guard let expectedTime else {
            return "\(known); how long a call takes is not known"
        }
        let verb = figures.callsToPay == 1 ? "takes" : "take"
        return "\(known): \(counted(figures.callsToPay, "call")) \(verb) \(expectedTime.words)"
    }

    /// The time for CSV and JSON.
    var timeFigures: [(name: String, value: ReportValue)] {
        func seconds(_ time: Duration?) -> ReportValue {
            time.map { .number($0 / .seconds(1), places: 0) } ?? .none
        }
        return [
            ("limit", callee.learned.limitWords.map { .text($0) } ?? .none),
            ("expected_least_s", seconds(expectedTime?.lowerBound)),
            ("expected_most_s", seconds(expectedTime?.upperBound)),
        ]
    }
}
