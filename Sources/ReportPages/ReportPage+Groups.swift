import BatchPlanning
import Foundation
import Ledger
import Reports
import Texts

extension ReportPage {
    /// How many groups of one kind are listed, and how many own columns have groups.
    private static let maximumGroups = 100
    private static let maximumColumns = 6

    /// Calls and cost by day, voice, input, speaker and own columns: the tables of `report --by`.
    func costGroups() throws -> [PageValues] {
        guard account.calls.count > 0 else { return [] }
        var groupings: [(CostGrouping, String)] = [(.voice, "By voice"), (.day, "By day")]
        if account.inputs.count > 1 { groupings.append((.input, "By input")) }
        if !films.isEmpty { groupings.append((.speaker, "By speaker")) }
        for name in try reader.otherColumnNames(of: row.batch).prefix(Self.maximumColumns) {
            groupings.append((.column(name), "By the list’s column “\(name)”"))
        }
        return try groupings.compactMap { grouping, title in
            let costs = try CostAccount(of: [row], by: grouping, reader: reader)
            return costs.services.first.flatMap { table(of: $0, title, isOpen: grouping == .voice) }
        }
    }

    private func table(
        of service: CostAccount.Service, _ title: String, isOpen: Bool
    ) -> PageValues? {
        guard !service.groups.isEmpty else { return nil }
        let hasJobs = service.sum.jobs != nil
        let names =
            ["Group"] + (hasJobs ? ["Jobs"] : [])
            + ["Calls", "Characters", "Audio", "Surely, CNY", "At most, CNY"]
        let listed = service.groups.prefix(Self.maximumGroups)
        var values: PageValues = [
            "groupTitle": title, "isOpen": isOpen,
            "heading": names.enumerated().map {
                ["label": $1, "isNumber": $0 > 0] as PageValues
            },
            "rows": (listed + [service.sum]).enumerated().map { index, group in
                let name = index == listed.count ? "all" : group.title
                return ["cells": cells(of: group, name, hasJobs: hasJobs)] as PageValues
            },
        ]
        if service.groups.count > listed.count {
            values["moreGroups"] = service.groups.count - listed.count
        }
        return values
    }

    private func cells(
        of group: CostAccount.Group, _ name: String, hasJobs: Bool
    ) -> [PageValues] {
        let numbers =
            (hasJobs ? [group.jobs.map { "\($0)" } ?? ""] : []) + [
                "\(group.cost.calls)", "\(group.characters)",
                clockLength(group.audioMilliseconds), "\(group.cost.surely)",
                "\(group.cost.atMost)",
            ]
        return [["value": name, "isNumber": false]]
            + numbers.map { ["value": $0, "isNumber": true] as PageValues }
    }
}

extension CostAccount.Group {
    /// What the group is called; what is not among the jobs stands in brackets.
    fileprivate var title: String { isRest ? "(\(name ?? ""))" : name ?? "(none)" }
}
