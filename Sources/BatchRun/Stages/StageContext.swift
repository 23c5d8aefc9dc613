import BatchPlanning
import Clips
import DurableFiles
import Foundation
import HTTPSupport
import KlingAPI
import Ledger
import Logging
import SystemPackage
import WorkerPool

/// What the stages of a run share: who is called, where files go, and who watches.
struct StageContext: Sendable {
    let ledger: RunLedger
    let account: Account
    let callee: Callee
    let calls: CallSettings
    let rules: MakingRules
    let store: ClipStore
    let output: OutputFolder
    let control: RunControl
    let events: RunEvents
    let logger: Logger

    /// Keeps what the account was found to take.
    @Sendable func learn(_ learned: LearnedAccount) async throws {
        try await ledger.learn(learned, of: account.name, at: callee.service)
    }

    /// Keeps what was learned of the pace for the next run.
    func keep(_ pace: LearnedPace?) async throws {
        guard let pace, pace != LearnedPace() else { return }
        try await learn(LearnedAccount(pace))
    }

    /// The pace to begin with.
    var paceController: PaceController {
        PaceController(
            settings: PaceSettings(
                maximumAtOnce: calls.concurrency, ratePerSecondCeiling: calls.ratePerSecond),
            learned: LearnedPace(callee.learned))
    }

    /// The address to fetch audio from, by the address as the ledger has it.
    ///
    /// A token that a service writes into an address is masked in the ledger. It is put back where
    /// the address is the API's own, and nowhere else.
    func audioAddress(_ stored: String) -> String {
        guard stored.contains(OutsideText.mark), case .bearer(let token) = account.credential,
            let address = URLComponents(string: stored.replacing(OutsideText.mark, with: token)),
            let base = URLComponents(string: callee.baseURL.address),
            address.scheme == base.scheme, address.host == base.host, address.port == base.port
        else { return stored }
        return address.string ?? stored
    }
}
