import Foundation
package import Ledger
import Ledgers
package import SpeechTasks
import Texts

/// What became of a call that a person settled.
package struct SettledCall: Sendable {
    /// The call as it stands now.
    package let call: LedgerCall
    /// What its batch surely cost.
    package let surelySpent: Money
    /// What its batch cost at most.
    package let atMostSpent: Money
    /// What the next run does with its text, in a sentence.
    package let next: String
}

/// What a person names a call by.
package enum CallName: Sendable, CustomStringConvertible {
    /// Its number in the ledger, which no other call has.
    case number(Int64)
    /// Its number, or what the service called its request.
    case any(String)

    /// The name as the person wrote it.
    package var description: String {
        switch self {
        case .number(let number): "\(number)"
        case .any(let name): name
        }
    }
}

/// Settles a call of unknown outcome by a person's word.
///
/// - Parameters:
///   - name: what the person names it by.
///   - ledgerPath: the ledger's file, which must be there.
/// - Throws: ``BatchRunError/cannotSettle(_:)`` where the name is of no call or of several, or the
///   call is in flight or known; `LedgerError` where a run holds the ledger.
package func settleCall(
    _ name: CallName, as resolution: Resolution, ledgerPath: String
) async throws -> SettledCall {
    // Only who holds the ledger knows that a call in flight was left by a dead run.
    guard try LedgerReader(in: ledgerPath)?.only(name) != nil else {
        throw BatchRunError.cannotSettle("There is no ledger at \(ledgerPath).")
    }
    return try await RunLedger.withLedger(
        in: ledgerPath, for: LedgerWork(command: "settle"), mayWait: { false }
    ) { ledger in
        let call = try ledger.reader.only(name)
        guard call.isOpen else { throw BatchRunError.cannotSettle(call.sentenceWhyKnown) }
        guard try await ledger.resolve(call.attempt, as: resolution, by: .person) else {
            throw BatchRunError.cannotSettle("Call \(call.number) was settled meanwhile.")
        }
        let settled = try ledger.reader.only(.number(call.number))
        guard let batch = try ledger.reader.batch(named: call.batch) else {
            throw LedgerError.noBatch(name: call.batch, path: ledgerPath)
        }
        let money = try ledger.reader.calls(of: batch.batch)
        return SettledCall(
            call: settled, surelySpent: money.surelySpent, atMostSpent: money.atMostSpent,
            next: settled.sentenceOnNextRun)
    }
}

extension LedgerReader {
    /// The one call of a name.
    fileprivate func only(_ name: CallName) throws -> LedgerCall {
        var found = try calls(named: "\(name)")
        if case .number(let number) = name { found.removeAll { $0.number != number } }
        guard let call = found.first else {
            throw BatchRunError.cannotSettle(
                "No call is named \(name). `kling-batch reconcile` lists the calls of unknown "
                    + "outcome with their numbers.")
        }
        guard found.count == 1 else {
            let lines = found.map { "  \($0.sentence)" }.joined(separator: "\n")
            throw BatchRunError.cannotSettle(
                "\(counted(found.count, "call")) are named \(name); name one by its number, with "
                    + "--number where that is the name of another:\n"
                    + lines)
        }
        return call
    }
}

extension LedgerCall {
    /// The call on one line: number, state, batch, time and its text's first words.
    fileprivate var sentence: String {
        let time = Date(timeIntervalSince1970: Double(armedAt) / 1000)
            .formatted(.iso8601)
        return "\(number)  \(state)  batch \(batch)  \(time)  “\(firstWords.firstWords)”"
    }

    fileprivate var sentenceWhyKnown: String {
        if state == .armed {
            return "Call \(number) is in flight; its end is not known before its reply."
        }
        return "Nothing was changed: the outcome of call \(number) is known already (\(state), "
            + "\(cost) CNY). Only calls of unknown outcome are settled."
    }

    fileprivate var sentenceOnNextRun: String {
        switch taskState {
        case .waiting: "The next run of the batch calls for this text again, and pays for it."
        case .synthesized, .stored:
            "The text's audio is there from another call; the next run pays nothing for it."
        case .split: "The text was cut into shorter ones; the next run goes on with these."
        case .failed, .held: "Its text stays \(taskState); `kling-batch retry` opens it again."
        }
    }
}
