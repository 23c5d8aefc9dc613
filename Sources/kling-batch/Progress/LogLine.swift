import Foundation
import ReportForms
import Texts

/// How the lines of a run are written.
enum LogForm: String, CaseIterable, Sendable {
    case text
    case json
}

/// A line of a run: what is said, when, and how much it matters.
struct LogLine {
    /// How much it matters.
    enum Level: String, Comparable {
        case debug
        case info
        case warning
        case error

        static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .debug: 0
            case .info: 1
            case .warning: 2
            case .error: 3
            }
        }
    }

    let time: Date
    let level: Level
    let message: String
    /// Figures beside the message, for programs.
    var figures: [String: any Sendable] = [:]

    /// The line or lines for people, each with its time.
    ///
    /// - Parameter hasDate: whether the date stands before the time of day.
    func text(hasDate: Bool) -> String {
        let stamp = time.localText(hasDate: hasDate)
        return message.onLines.split(separator: "\n").map { "\(stamp) \($0)\n" }.joined()
    }

    /// The line as a JSON object.
    var json: String {
        let common: [String: Any] = [
            "time": time.isoText, "level": level.rawValue, "message": message,
        ]
        return jsonText(common.merging(figures) { value, _ in value }) + "\n"
    }
}

extension Date {
    /// The time of day in the machine's own zone, with the date or without.
    func localText(hasDate: Bool) -> String {
        let time = localParts
        let clock = [time.tm_hour, time.tm_min, time.tm_sec].map { padded($0, 2) }
            .joined(separator: ":")
        return hasDate ? "\(Self.day(time)) \(clock)" : clock
    }

    /// The time as ISO 8601 has it, with how far the machine's zone is from UTC.
    fileprivate var isoText: String {
        let time = localParts
        let minutes = time.tm_gmtoff / 60
        let zone =
            (minutes < 0 ? "-" : "+") + padded(abs(minutes) / 60, 2) + ":"
            + padded(abs(minutes) % 60, 2)
        return "\(Self.day(time))T\(localText(hasDate: false))\(zone)"
    }

    private static func day(_ time: tm) -> String {
        "\(time.tm_year + 1900)-\(padded(time.tm_mon + 1, 2))-\(padded(time.tm_mday, 2))"
    }

    private var localParts: tm {
        var seconds = time_t(timeIntervalSince1970.rounded(.down))
        var parts = tm()
        localtime_r(&seconds, &parts)
        return parts
    }
}
