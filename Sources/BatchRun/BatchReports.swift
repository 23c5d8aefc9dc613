import Foundation
package import Ledger
package import Reports
import SpeechTasks

extension BatchReport {
    /// What a ledger says of a batch.
    package init(of row: BatchRow, in reader: LedgerReader) throws {
        self.init(name: row.name, service: row.service.name)
        let progress = try reader.progress(of: row.batch)
        done = progress.jobs[.done, default: 0]
        failed = progress.jobs[.failed, default: 0]
        held = progress.jobs[.held, default: 0]
        waiting = progress.jobs[.waiting, default: 0] + progress.jobs[.ready, default: 0]
        dropped = progress.jobs[.dropped, default: 0]
        characters = progress.characters
        let spent = try reader.calls(of: row.batch)
        calls = Dictionary(uniqueKeysWithValues: spent.byState.map { ($0.rawValue, $1) })
        paidTwice = spent.paidTwice
        surelySpent = spent.surelySpent
        atMostSpent = spent.atMostSpent
        let bought = spent.byState[.succeeded, default: 0]
        savedByReuse = max(0, progress.paidPlaces - bought) * row.price
        budget = row.budget
        chargesRefusals = row.chargesRefusals
        let times = try reader.times(of: row.batch)
        audioMilliseconds = times.audioMilliseconds
        runMilliseconds = times.milliseconds
        runs = times.runCount
    }
}

extension JobReport {
    /// What a ledger says of a job.
    package init(_ job: JobRow) {
        var row = ReportRow()
        row.add("id", job.id.map { .text($0) } ?? .none)
        row.add("title", job.title.map { .text($0) } ?? .none)
        row.add("output", .text(job.output))
        row.add("state", .text(job.state.rawValue))
        row.add("reason", job.reason.map { .text($0) } ?? .none)
        row.add("characters", .count(job.characters))
        row.add("tasks", .count(job.taskCount))
        row.add("duration_ms", job.durationMilliseconds.map { .count($0) } ?? .none)
        row.add("place", .text(job.place))
        let columns = job.otherColumns.flatMap { text in
            try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        }
        self.init(figures: row, otherColumns: columns ?? [:])
    }
}
