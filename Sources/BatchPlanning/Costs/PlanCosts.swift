import Ledger
package import SpeechTasks
import Texts

/// What a plan says of its cost beside the sum: by groups, against budget and ceiling, and what makes it
/// dear.
package struct PlanCosts: Sendable {
    /// The cost by groups; nil where none were asked for.
    package internal(set) var groups: PlanGroups?
    /// How long all jobs are expected to be.
    package internal(set) var audio = Duration.zero
    /// The voices of which is not known yet how fast they are.
    package internal(set) var assumedVoices: Set<String> = []
    /// What the batch may spend; nil where the ledger has not been asked.
    package internal(set) var terms: PlanTerms?
    /// The voices that are asked for.
    var voices: Set<String> = []
    /// Calls of chapters in several voices, and what they would be in one.
    var callsInVoices = 0
    var callsInOneVoice = 0

    /// The voices that the platform does not publish, in order.
    package var unpublishedVoices: [String] {
        voices.filter { Voice.languages[$0] == nil }.sorted()
    }

    /// What the person may want to know of voices that nobody published.
    var unpublishedRemark: String? {
        let voices = unpublishedVoices
        guard !voices.isEmpty else { return nil }
        let more = voices.count - 10
        return "Not among the voices that the platform publishes: "
            + voices.prefix(10).map(Self.named).joined(separator: ", ")
            + (more > 0 ? " and \(more) more" : "")
            + ". An account may know more; `kling-batch voices` lists those that are published."
    }

    private static func named(_ voice: String) -> String {
        voice + (Voice.published(near: voice).map { " (did you mean \($0)?)" } ?? "")
    }

    /// The fewest calls by which several voices must exceed one, to be worth a warning.
    private static let fewCalls = 20

    /// What several voices make of the calls, where that is much more.
    func voicesNotice(price: Money) -> String? {
        guard callsInVoices >= 2 * callsInOneVoice,
            callsInVoices - callsInOneVoice >= Self.fewCalls
        else { return nil }
        return "The voices of quoted speech and of roles part the chapters into "
            + "\(calls(callsInVoices)), \(callsInVoices * price) CNY; in one voice they take "
            + "\(calls(callsInOneVoice)), \(callsInOneVoice * price) CNY."
    }

    /// So many calls, with commas between thousands.
    private func calls(_ count: Int) -> String {
        var digits = Array(String(count))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return String(digits) + (count == 1 ? " call" : " calls")
    }
}

/// What a batch may spend, as its plan would be run.
package struct PlanTerms: Sendable {
    /// The account that would pay, a hash of its token; nil where there is no token.
    package let account: String?
    /// What the batch is booked on.
    package let project: String?
    /// The budget, if one is given.
    package let budget: Money?
    /// The most that all batches of the account may cost in a day, if that is limited.
    package let dayBudget: Money?
    /// The most a run would let the batch cost in all.
    package let ceiling: Money
    /// What it may have cost so far.
    package let atMostSpent: Money
}

extension LedgerReader {
    /// What a batch may spend if this plan is run.
    ///
    /// - Parameter isAfterTrial: whether its calls so far were a trial: money is counted from zero then.
    func terms(
        _ settings: RunSettings, account: Account?, plan: BatchPlan, isAfterTrial: Bool
    ) throws -> PlanTerms {
        let batch = try self.batch(named: settings.batchName)
        let money = try isAfterTrial ? nil : batch.map { try self.money(of: $0.batch) }
        let known = try batch.map { try labels(of: $0.batch) }
        let spent = money?.atMostSpent ?? .zero
        let share = Money(thousandths: (plan.figures.tasks * plan.price).thousandths / 5)
        let unknown = settings.maxUnknownSpend ?? max(share, Money(thousandths: 1000))
        let left = max(.zero, unknown - (money?.repeatSpent ?? .zero))
        return PlanTerms(
            account: account?.name ?? known?.account, project: settings.project ?? known?.project,
            budget: settings.budget, dayBudget: settings.dayBudget,
            ceiling: settings.budget ?? spent + plan.cost + left, atMostSpent: spent)
    }
}
