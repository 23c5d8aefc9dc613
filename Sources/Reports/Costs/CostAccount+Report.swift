import BatchPlanning
import Ledger
package import ReportForms
import SpeechTasks
import Texts

extension CostAccount {
    /// The report in a form: a table with sums, rows of CSV without, or an object.
    package func report(as form: ReportForm, currency: SecondCurrency? = nil) -> String {
        form.drawn(
            table: table(currency),
            rows: services.flatMap { service in
                service.groups.map { row($0, of: service).showing(currency) }
            }, row: row(currency))
    }

    private func table(_ currency: SecondCurrency?) -> String {
        let countsJobs = services.contains { $0.sum.jobs != nil }
        var heading = [grouping.name]
        if countsJobs { heading.append("jobs") }
        heading += ["calls", "characters", "audio", "surely CNY", "at most CNY"]
        if let currency { heading.append("at most \(currency.code)") }
        let tables = services.map { service in
            var table = TextTable(heading: heading, alignsRight: Set(1..<heading.count))
            for group in service.groups { table.add(cells(group, title(of: group), currency)) }
            table.add(cells(service.sum, "all", currency))
            return (services.count > 1 ? "\(service.name):\n" : "") + table.text
        }
        let remark = currency.map { ["\($0.code) is \($0.remark)."] } ?? []
        return (tables.isEmpty ? ["No batch has been called for."] : tables + remark)
            .joined(separator: "\n\n")
    }

    private func cells(
        _ group: Group, _ title: String, _ currency: SecondCurrency?
    ) -> [String] {
        let jobs =
            services.contains { $0.sum.jobs != nil }
            ? [group.jobs.map { "\($0)" } ?? ""] : []
        return [title] + jobs + [
            "\(group.cost.calls)", "\(group.characters)",
            clockTime(milliseconds: group.audioMilliseconds), "\(group.cost.surely)",
            "\(group.cost.atMost)",
        ] + (currency.map { [$0.converted(group.cost.atMost)] } ?? [])
    }

    private func title(of group: Group) -> String {
        group.isRest ? "(\(group.name ?? ""))" : group.name ?? "(none)"
    }

    private func row(_ group: Group, of service: Service) -> ReportRow {
        var row = ReportRow()
        row.add("service", .text(service.name))
        row.add("group", group.name.map { .text(group.isRest ? "(\($0))" : $0) } ?? .none)
        row.add("jobs", group.jobs.map { .count($0) } ?? .none)
        row.add("calls", .count(group.cost.calls))
        row.add("characters", .count(group.characters))
        row.add("audio_ms", .count(group.audioMilliseconds))
        row.add("surely_spent_cny", .money(group.cost.surely))
        row.add("at_most_spent_cny", .money(group.cost.atMost))
        row.add("replaced_cny", .money(group.replaced))
        return row
    }

    private func row(_ currency: SecondCurrency?) -> ReportRow {
        var row = ReportRow()
        row.add("by", .text(grouping.name))
        row.add("currency", .text("CNY"))
        if let currency {
            row.add("converted_currency", .text(currency.code))
            row.add("converted_at_cny", .text(currency.rate))
        }
        row.add("since", period.start == 0 ? .none : .text(isoTime(period.start)))
        row.add("until", period.end == .max ? .none : .text(isoTime(period.end)))
        row.add(
            "groups",
            .rows(
                services.flatMap { service in
                    service.groups.map { self.row($0, of: service).showing(currency) }
                }))
        row.add(
            "sums",
            .rows(services.map { self.row($0.sum, of: $0).showing(currency) }))
        return row
    }
}
