import ArgumentParser
import BatchRun
import Foundation
import ReportForms
import Texts

/// `kling-batch prune`.
struct PruneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Remove what no batch needs: tracks no longer asked for, clips, left-overs.",
        discussion: """
            Only files go that the ledger knows to be its own and that are as it made them, and none \
            while a run is on. The last copy of what was paid for stays unless --paid-too is given. \
            --dry-run says first what would go.

            EXAMPLE
              kling-batch prune --dry-run
              kling-batch prune --older-than 90d
            """)

    @OptionGroup(title: "Ledger") var ledger: LedgerOptions

    @Flag(.dryRun) var dryRun: Bool
    @Option(.olderThan) var olderThan: Int?
    @Flag(.paidToo) var paidToo: Bool

    func run() async throws {
        try await reportingErrors {
            var settings = PruneSettings(ledgerPath: try ledger.path(try ledger.settings()))
            settings.isDryRun = dryRun
            settings.olderThanMilliseconds = olderThan
            settings.takesPaid = paidToo
            let report = try await prune(settings)
            printLines(report.table(isDryRun: dryRun))
            for problem in report.problems { note(problem) }
            if !report.problems.isEmpty { throw ExitCode(1) }
        }
    }
}

extension PruneReport {
    /// What goes and what stays, for a person.
    fileprivate func table(isDryRun: Bool) -> String {
        var table = TextTable()
        for kind in Kind.allCases {
            guard let sum = removed[kind] else { continue }
            table.add([isDryRun ? "would go" : "removed", sum.words, kind.rawValue])
        }
        for reason in Kept.allCases {
            guard let sum = kept[reason] else { continue }
            table.add(["stays", sum.words, reason.rawValue])
        }
        return removed.isEmpty && kept.isEmpty ? "Nothing to remove." : table.text
    }
}

extension PruneReport.Sum {
    /// Files and their size, for people.
    fileprivate var words: String { "\(counted(count, "file")), \(sizeText(byteCount))" }
}

/// A number of bytes for people: `34.5 MB`.
func sizeText(_ byteCount: Int) -> String {
    let units = ["bytes", "kB", "MB", "GB", "TB"]
    var (size, unit) = (Double(byteCount), 0)
    while size >= 999.95, unit < units.count - 1 {
        size /= 1000
        unit += 1
    }
    return unit == 0 ? "\(byteCount) bytes" : "\(decimal(size, places: 1)) \(units[unit])"
}
