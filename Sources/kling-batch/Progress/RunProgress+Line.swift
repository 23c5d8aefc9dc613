import Audiobooks
package import BatchRun
import ReportForms
import Texts

extension RunProgress {
    /// How far the run is, in one line: what matters most of what fits into a width.
    package func line(at second: Int, pace: RunPace?, width: Int) -> String {
        var parts: [(rank: Int, text: String)] = [
            (3, "\(jobsDone)/\(counted(jobCount, "job"))"),
            (0, "\(callsPaid)/\(counted(callsInAll, "call"))"),
            (2, "\(spent)/\(planned) CNY"),
        ]
        if let audiobook {
            parts.append(
                (
                    1,
                    "audiobook: \(audiobook.phase.rawValue) \(audiobook.finished)/\(audiobook.total)"
                )
            )
        } else if pause != nil {
            parts.append((1, "paused"))
        } else if callsToPay > 0 {
            if let timeLeft = pace?.timeLeft { parts.append((1, "\(timeLeft.words) left")) }
            // A burst at the start is no pace.
            if second >= 60 {
                parts.append((5, "\(decimal(callsPerMinute(at: second), places: 0)) calls/min"))
            }
            if let pace { parts.append((4, "limit: \(pace.limit)")) }
        }
        if audiobook == nil {
            parts += [(7, "\(throttled) refused"), (6, "\(inFlight) in flight")]
        }
        return parts.fitting(width)
    }

    /// The same for programs.
    func figures(at second: Int, pace: RunPace?) -> [String: any Sendable] {
        var figures: [String: any Sendable] = [
            "event": "progress", "jobs_done": jobsDone, "jobs": jobCount, "calls_paid": callsPaid,
            "calls_to_pay": callsToPay, "spent_cny": "\(spent)", "planned_cny": "\(planned)",
            "refused": throttled, "in_flight": inFlight,
        ]
        if second >= 60 { figures["calls_last_minute"] = Int(callsPerMinute(at: second)) }
        figures["limit"] = pace?.limit
        if let timeLeft = pace?.timeLeft {
            figures["left_seconds_least"] = Int(timeLeft.lowerBound / .seconds(1))
            figures["left_seconds_most"] = Int((timeLeft.upperBound / .seconds(1)).rounded(.up))
        }
        return figures
    }
}

extension [(rank: Int, text: String)] {
    /// Those of the lowest ranks that fit into a width, in their order.
    fileprivate func fitting(_ width: Int) -> String {
        let separator = " · "
        var length = -separator.count
        var shown: Set<Int> = []
        for part in sorted(by: { $0.rank < $1.rank }) {
            guard length + separator.count + part.text.count <= width else { continue }
            length += separator.count + part.text.count
            shown.insert(part.rank)
        }
        return filter { shown.contains($0.rank) }.map(\.text).joined(separator: separator)
    }
}
