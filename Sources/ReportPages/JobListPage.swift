import BatchPlanning
import Foundation
import Ledger
import ReportForms
import Reports
import SpeechTasks
import Texts

/// The table of a list's jobs: what stands above it, and its rows, which the page's script draws.
struct JobListPage {
    private let page: ReportPage
    private let ownColumns: [String]

    /// A page holds at most so many jobs: a browser has all of them in memory.
    static let maximumJobs = 200_000

    /// The table for the batch of a page; nil where nothing of it came from a list.
    init?(of page: ReportPage) throws {
        guard try page.reader.hasRows(page.row.batch) else { return nil }
        self.page = page
        ownColumns = try page.reader.otherColumnNames(of: page.row.batch)
    }

    /// What stands above the table.
    var values: PageValues {
        let history = page.history
        let jobs = page.account.progress.jobCount + page.account.jobs(.dropped)
        var values: PageValues = [
            "hasRepeats": history.repeats > 0,
            "repeatWords":
                "\(counted(history.repeatedTexts, "text")) said more than once: "
                + "\(counted(history.repeats, "call")) not needed, "
                + "\(history.repeats * page.account.price) CNY saved",
            "repeats": history.repeated.map { text in
                [
                    "text": text.text, "voice": text.voiceID, "places": text.places,
                    "saved": "\((text.places - 1) * page.account.price)",
                ] as PageValues
            },
        ]
        let more = history.repeatedTexts - history.repeated.count
        if more > 0 { values["moreRepeats"] = more }
        if jobs > Self.maximumJobs {
            values["cut"] =
                "The table has the first \(Self.maximumJobs) of \(jobs) jobs; "
                + "`kling-batch report --jobs` lists all."
        }
        return values
    }

    private static let columns = [
        ("id", "Name", "text"), ("title", "Title", "text"), ("text", "Text", "text"),
        ("voice", "Voice", "words"), ("state", "State", "words"), ("input", "Input", "words"),
        ("audio_ms", "Length", "time"), ("calls", "Calls", "number"),
        ("cost", "At most, CNY", "money"), ("reason", "Reason", "text"),
        ("output", "File", "text"), ("place", "Asked for at", "text"),
    ]

    /// Writes the rows, one a line.
    func writeData(to write: (String) throws -> Void) throws {
        let columns =
            Self.columns.map { ["key": $0.0, "label": $0.1, "kind": $0.2] as [String: Any] }
            + ownColumns.map {
                ["key": "own:\($0)", "label": $0, "kind": "text", "isOwn": true] as [String: Any]
            }
        let head = jsonText([
            "columns": columns, "folder": page.tracks.address(of: ""), "batch": page.account.name,
        ])
        try write("<script type=\"application/json\" id=\"jobs-data\">")
        try write(scriptJSON(String(head.dropLast())) + ",\"rows\":[")
        var count = 0
        _ = try page.reader.forEachCostedJob(of: page.row.batch) { job in
            guard job.kind == .row, count < Self.maximumJobs else { return }
            let json = try scriptJSON(Self.json(cells(of: job)))
            try write((count == 0 ? "\n" : ",\n") + json)
            count += 1
        }
        try write("]}</script>\n")
    }

    private static func json(_ cells: [Any]) throws -> String {
        let data = try JSONSerialization.data(
            withJSONObject: cells, options: .withoutEscapingSlashes)
        return String(decoding: data, as: UTF8.self)
    }

    private func cells(of costed: CostedJob) -> [Any] {
        let job = costed.job
        let own = JobReport.columns(ofJSON: job.otherColumns)
        func text(_ text: String?) -> Any { text.map { $0 as Any } ?? NSNull() }
        let cells: [Any] = [
            text(job.id), text(job.title), costed.spokenText,
            costed.voices.joined(separator: ", "), job.state.rawValue, costed.input,
            job.durationMilliseconds.map { $0 as Any } ?? NSNull(), costed.cost.calls,
            costed.cost.atMost.thousandths, text(job.reason), job.output, job.place,
        ]
        return cells + ownColumns.map { text(own[$0]) }
    }
}
