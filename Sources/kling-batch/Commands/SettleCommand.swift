import ArgumentParser
import BatchRun
import Ledger
import SpeechTasks

/// `kling-batch settle`.
struct SettleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract: "Say of one call of unknown outcome whether it was charged.",
        discussion: """
            For a person who asked the provider. The call is named by its request id, or by its \
            number, which `reconcile` lists and no other call has: of several calls for one text \
            it names one.

            EXAMPLE
              kling-batch settle 1742 free
              kling-batch settle req_7f3a charged --price 0.04
            """)

    @Argument(help: ArgumentHelp("The call.", valueName: "request-id|number"))
    var call: String

    @Argument(help: "What became of it: free or charged.")
    var outcome: Outcome

    @Option(.chargedPrice) var price: Money?
    @Flag(.number) var number: Bool
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions

    /// What became of a call.
    enum Outcome: String, ExpressibleByArgument, CaseIterable {
        case free
        case charged
    }

    func validate() throws {
        guard outcome == .charged || price == nil else {
            throw ValidationError("--price goes with a call that was charged.")
        }
        guard !number || Int64(call) != nil else {
            throw ValidationError("\(call) is no number of a call.")
        }
    }

    func run() async throws {
        try await reportingErrors {
            let settings = try ledger.settings()
            let name = number ? Int64(call).map(CallName.number) : nil
            let settled = try await settleCall(
                name ?? .any(call), as: outcome == .free ? .free : .charged(price: price),
                ledgerPath: try ledger.path(settings))
            printLines(
                """
                Call \(settled.call.number) of batch \(settled.call.batch): \(outcome.rawValue), \
                \(settled.call.cost) CNY.
                The batch has surely spent \(settled.surelySpent) CNY, and at most \
                \(settled.atMostSpent) CNY.
                \(settled.next)
                """)
        }
    }
}
