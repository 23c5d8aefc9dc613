import BatchPlanning
import ReportForms
import SpeechTasks
import Texts

extension PlanTerms {
    /// Who pays, and how much at most, in lines for a person.
    func add(to table: inout TextTable) {
        table.add(["account", account ?? "none: there is no token"])
        if let project { table.add(["project", project]) }
        table.add(["budget", budgetLine])
        let spent = atMostSpent > .zero ? "; at most \(atMostSpent) CNY of it is spent already" : ""
        let source = budget == nil ? "this plan and --max-unknown-spend" : "--budget"
        table.add(["ceiling", "\(ceiling) CNY in all, by \(source)" + spent])
    }

    private var budgetLine: String {
        let batch = budget.map { "\($0) CNY" } ?? "none"
        return batch + (dayBudget.map { ", \($0) CNY a day for the account" } ?? "")
    }

    /// The same for CSV and JSON.
    func add(to row: inout ReportRow) {
        row.add("account", account.map { .text($0) } ?? .none)
        row.add("project", project.map { .text($0) } ?? .none)
        row.add("budget_cny", budget.map { .money($0) } ?? .none)
        row.add("budget_day_cny", dayBudget.map { .money($0) } ?? .none)
        row.add("ceiling_cny", .money(ceiling))
        row.add("at_most_spent_cny", .money(atMostSpent))
    }
}

extension PlanGroups {
    /// The groups as rows.
    func rows(_ currency: SecondCurrency?) -> [ReportRow] {
        groups.map { group in
            ReportRow([
                ("group", group.name.map { .text($0) } ?? .none), ("jobs", .count(group.jobs)),
                ("calls_to_pay", .count(group.callsToPay)),
                ("characters", .count(group.characters)),
                ("expected_audio_s", .number(group.audio / .seconds(1), places: 0)),
                ("cost_cny", .money(group.cost)),
            ]).showing(currency)
        }
    }

    /// The groups for a person.
    func table(_ currency: SecondCurrency?) -> String {
        var heading = [grouping.name, "jobs", "calls to pay", "characters", "audio", "CNY"]
        if let currency { heading.append(currency.code) }
        var table = TextTable(heading: heading, alignsRight: Set(1..<heading.count))
        for group in groups {
            let audio = clockTime(milliseconds: Int((group.audio / .milliseconds(1)).rounded()))
            table.add(
                [
                    group.name ?? "(none)", "\(group.jobs)", "\(group.callsToPay)",
                    "\(group.characters)", audio, "\(group.cost)",
                ] + (currency.map { [$0.converted(group.cost)] } ?? []))
        }
        return table.text + (currency.map { "\n\($0.code) is \($0.remark)." } ?? "")
    }
}
