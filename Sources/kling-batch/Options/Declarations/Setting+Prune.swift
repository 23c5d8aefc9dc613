import ReportForms

extension SettingSection {
    static let prune = SettingSection(
        "Clearing up", of: [.prune], note: "see [ledger.md](ledger.md#clearing-up)")
}

extension SettingFacts {
    static let prune = [
        Setting.dryRun.facts, Setting.olderThan.facts, Setting.paidToo.facts,
        Setting.inDoubtToo.facts,
    ]
}

extension Setting<Bool> {
    static var dryRun: Setting {
        .toggle("dry-run", in: .prune, "say what would be removed, and remove nothing").optionOnly
    }

    static var paidToo: Setting {
        .toggle("paid-too", in: .prune, "remove last copies of what was paid for, too").optionOnly
    }

    static var inDoubtToo: Setting {
        .toggle(
            "in-doubt-too", in: .prune,
            "forget a batch though it is not known what its calls cost, or paid audio is not fetched"
        ).taken(by: .batches).optionOnly
    }
}

extension Setting<Int> {
    /// In milliseconds.
    static var olderThan: Setting {
        .read(
            "older-than", in: .prune, "only what was made so long ago", value: "time"
        ) { text in
            let units = ["h": 3_600_000, "d": 86_400_000, "w": 604_800_000]
            guard let unit = text.last.flatMap({ units[String($0)] }),
                let count = Int(text.dropLast()), (0...100_000).contains(count)
            else { throw UnfitValue(expected: "a number of hours, days or weeks such as 90d") }
            return count * unit
        }.optionOnly
    }
}
