import KlingAPI
import Ledger

/// Who is told of a call's result beside its caller.
enum CallbackTarget: Sendable {
    case nobody
    /// An address of the person's own; what comes there is never heard of.
    case elsewhere(String)
    /// This run, at an address for each attempt. A call of unknown outcome waits for it.
    case thisRun(CallbackAddress, waitMilliseconds: Int)

    /// The address that is sent along with an attempt.
    func address(of attempt: AttemptID) -> String? {
        switch self {
        case .nobody: nil
        case .elsewhere(let address): address
        case .thisRun(let addresses, _): addresses.address(ofAttempt: attempt.number)
        }
    }

    /// Until when an unknown outcome waits for its callback, in Unix milliseconds; nil where none
    /// will come.
    func waitsUntil(from now: Int) -> Int? {
        if case .thisRun(_, let wait) = self { now + wait } else { nil }
    }
}
