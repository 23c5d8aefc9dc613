import Foundation
package import Ledger
package import WorkerPool

extension LearnedAccount {
    /// What a run has learned of an account's pace, as the ledger keeps it.
    package init(_ pace: LearnedPace) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = (try? encoder.encode(pace)).map { String(decoding: $0, as: UTF8.self) }
        self.init(ratePerSecond: pace.ratePerSecond, atOnce: pace.atOnce, limits: json)
    }
}

extension LearnedPace {
    /// What the ledger knows of an account's pace.
    ///
    /// A ledger of an earlier version, or whose limits cannot be read, has the rate and the number at
    /// once.
    package init(_ account: LearnedAccount) {
        let stored = account.limits.flatMap {
            try? JSONDecoder().decode(LearnedPace.self, from: Data($0.utf8))
        }
        self = stored ?? LearnedPace(ratePerSecond: account.ratePerSecond, atOnce: account.atOnce)
    }
}
