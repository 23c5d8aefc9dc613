import Foundation
package import WorkerPool

/// What limits the calls, as the ledger and `--events` keep it: a kind and its numbers.
package struct LimitFigures: Hashable, Codable, Sendable {
    /// What kind of limit it is.
    package enum Kind: String, Codable, CaseIterable, Sendable {
        /// The number at once that the settings allow.
        case settings
        /// The rate that the settings allow.
        case settingsRate = "settings rate"
        /// Nothing was refused yet, and the pace grows.
        case growing
        /// Calls a second.
        case rate
        /// Calls in each window of a length.
        case window
        /// Calls at once.
        case atOnce = "at once"
        /// Calls are refused, for a limit that is not known yet.
        case refused
        /// A wait that the service asked for.
        case asked
        /// Nothing gets through.
        case errors
    }

    /// What kind of limit it is.
    package let kind: Kind
    /// Calls in a window.
    package var calls: Int?
    /// The window's length, in seconds.
    package var seconds: Double?
    /// Calls a second.
    package var ratePerSecond: Double?
    /// Calls at once.
    package var atOnce: Int?

    /// The figures of a limit.
    package init(_ limit: PaceLimit) {
        switch limit {
        case .settings(let atOnce):
            kind = .settings
            self.atOnce = atOnce
        case .settingsRate(let rate):
            kind = .settingsRate
            ratePerSecond = rate
        case .growing(let rate, let atOnce):
            kind = .growing
            ratePerSecond = rate
            self.atOnce = atOnce
        case .rate(let rate):
            kind = .rate
            ratePerSecond = rate
        case .window(let calls, let length, _):
            kind = .window
            self.calls = calls
            seconds = length / .seconds(1)
        case .atOnce(let count):
            kind = .atOnce
            atOnce = count
        case .refused: kind = .refused
        case .asked: kind = .asked
        case .errors: kind = .errors
        }
    }

    /// The figures that were kept; nil where they cannot be read.
    package init?(json: String) {
        guard let kept = try? JSONDecoder().decode(LimitFigures.self, from: Data(json.utf8)) else {
            return nil
        }
        self = kept
    }

    /// The figures as JSON.
    package var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
