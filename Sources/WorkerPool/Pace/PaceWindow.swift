/// A limit of so many calls in each window of a length.
package struct PaceWindow: Hashable, Codable, Sendable {
    /// The most calls within the length.
    package var calls: Int
    /// The length, in seconds.
    package var seconds: Double
    /// Whether refused calls count too.
    package var countsRefused = false

    /// A window of so many calls.
    package init(calls: Int, seconds: Double, countsRefused: Bool = false) {
        self.calls = calls
        self.seconds = seconds
        self.countsRefused = countsRefused
    }

    /// Reads what any version has written: a missing key takes its default.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        calls = try values.decode(Int.self, forKey: .calls)
        seconds = try values.decode(Double.self, forKey: .seconds)
        countsRefused = try values.decodeIfPresent(Bool.self, forKey: .countsRefused) ?? false
    }

    /// Calls a second, over many windows.
    package var ratePerSecond: Double { Double(calls) / seconds }
}

extension PaceWindow: CustomStringConvertible {
    /// The limit, for people: `30 calls in 60 s`.
    package var description: String {
        let length =
            switch seconds {
            case 60: "a minute"
            case 3600: "an hour"
            case 86_400: "a day"
            default: "in \(seconds.rounded() == seconds ? "\(Int(seconds))" : "\(seconds)") s"
            }
        return "\(calls) call\(calls == 1 ? "" : "s") \(length)"
    }
}
