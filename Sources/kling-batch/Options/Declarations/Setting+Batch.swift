import BatchPlanning
import SpeechTasks

extension SettingSection {
    static let batch = SettingSection("Batch", of: [.run, .plan])
    static let making = SettingSection("Making", of: [.run, .plan, .retry])
    static let money = SettingSection("Money", of: [.run, .plan], note: "see [Money](#money)")
}

extension SettingFacts {
    static let batch = [Setting.output.facts, Setting.batch.facts, Setting.project.facts]
    static let making = [
        Setting.noWait.facts, Setting.overwrite.facts, Setting.reconcile.facts,
        Setting.rebuyExpired.facts, Setting.rebuyBad.facts,
    ]
    static let money = [
        Setting.price.facts, Setting.budget.facts, Setting.budgetDay.facts,
        Setting.onUnknown.facts, Setting.maxUnknownSpend.facts, Setting.chargedRefusals.facts,
    ]
}

extension Setting<String> {
    static var output: Setting {
        .text(
            "output", in: .batch, "the folder the tracks go to, made if it is missing",
            value: "folder", usual: "named like the batch; of doctor, this folder"
        ).alsoTaken(by: .doctor)
    }

    static var batch: Setting {
        .text(
            "batch", in: .batch, "the batch's name", value: "name", usual: "the first input's"
        ).optionOnly
    }
}

extension Setting<Bool> {
    static var noWait: Setting {
        .toggle(
            "no-wait", in: .making,
            "wait for another run that uses the ledger; with --no-wait, exit 1 at once instead"
        ).alsoTaken(by: .callbacks)
    }

    static var overwrite: Setting {
        .toggle("overwrite", in: .making, "replace files that this batch did not make")
            .note("else they stay and their jobs are held")
    }

    static var reconcile: Setting {
        .toggle(
            "reconcile", in: .making,
            "look up calls of unknown outcome in the service's log first",
            usual: "on for the form gateway"
        ).note("see [reconcile.md](reconcile.md#at-the-start-of-a-run)")
    }

    static var rebuyExpired: Setting {
        .toggle("rebuy-expired", in: .making, "pay again for audio that is gone from its address")
    }

    static var rebuyBad: Setting {
        .toggle("rebuy-bad", in: .making, "pay once more for audio that fails its check")
    }

    static var chargedRefusals: Setting {
        .toggle("charged-refusals", in: .money, "count refused calls as perhaps charged")
    }
}

extension Setting<Money> {
    static var price: Setting {
        .amount(
            "price", in: .money, "the price of a call",
            usual: "\(Money.documentedCallPrice)"
        ).alsoTaken(by: .chapters)
    }

    static var budget: Setting {
        .amount(
            "budget", in: .money, "the most the batch may cost over all its runs",
            usual: "what its plan says, and --max-unknown-spend")
    }

    static var budgetDay: Setting {
        .amount(
            "budget-day", in: .money,
            "the most that all batches of the account may cost in a day of your time zone")
    }

    static var maxUnknownSpend: Setting {
        .amount(
            "max-unknown-spend", in: .money,
            "the most that may be paid to call texts again whose replies were lost",
            usual: "a fifth of the plan's price, at least 1.00")
    }

    static func amount(
        _ key: String, in section: SettingSection, _ meaning: String, usual: String? = nil
    ) -> Setting {
        .value(
            key, in: section, meaning, value: "CNY", expected: "an amount of yuan such as 12.50",
            usual: usual)
    }
}

extension Setting<OnUnknown> {
    static var onUnknown: Setting {
        .choice(
            "on-unknown", in: .money,
            "what becomes of a text whose reply was lost, so that its call may have been charged",
            usual: .retry)
    }
}
