import BatchPlanning
import BatchRun
import Foundation
import Ledger
import Reports
import SpeechTasks

extension ReportPage {
    /// What stands above books, films and the list.
    func top(hasList: Bool) throws -> PageValues {
        let groups = try costGroups()
        var values: PageValues = [
            "policy": PageStore.policy(script: PageStore.reportScript), "style": PageStore.style,
            "batch": account.name, "service": account.service,
            "isEmulator": row.service == .emulator,
            "madeAt": ISO8601DateFormatter().string(from: now),
            "madeAtWords": localTime(Int(now.timeIntervalSince1970 * 1000)),
            "sections": contents(hasGroups: !groups.isEmpty, hasList),
            "hasGroups": !groups.isEmpty, "groups": groups,
        ]
        for part in PageSections.Part.allCases {
            values.merge(sections.values(of: part)) { $1 }
        }
        return values
    }

    private func contents(hasGroups: Bool, _ hasList: Bool) -> [PageValues] {
        let front: [(String, String)?] = [
            ("summary", "What was made"),
            !sections.openWork.isEmpty ? ("open", "What was not, and why") : nil,
            ("money", "What it cost"), ("calls", "Calls"),
            hasGroups ? ("groups", "By voice, day …") : nil, ("runs", "Runs and accounts"),
        ]
        let middle =
            books.enumerated().map { ("book-\($0 + 1)", $1.description.title) }
            + films.enumerated().map { ("film-\($0 + 1)", $1.summary.output) }
        let back: [(String, String)?] = [
            hasList ? ("list", "All jobs") : nil, ("figures", "All figures"),
        ]
        return (front.compactMap { $0 } + middle + back.compactMap { $0 })
            .map { ["id": $0.0, "title": $0.1] }
    }
}
