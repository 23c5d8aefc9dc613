import Ledger
import ReportForms
import Reports
import SpeechTasks
import Texts

/// The figures of all batches for a program that watches many machines.
///
/// Source: Prometheus' text-based exposition format, version 0.0.4.
struct MetricsText {
    /// The text.
    private(set) var text = ""

    /// The type of the text.
    static let type = "text/plain; version=0.0.4; charset=utf-8"

    private typealias Sample = (labels: [(name: String, value: String)], value: String)

    /// What a ledger says of its batches.
    init(of reader: LedgerReader, holding: LedgerHolding) throws {
        let batches = try reader.batchSummaries()
        let calls = try reader.callSums()
        let tasks = try reader.taskSums()
        func samples<State: LedgerWord>(
            _ label: String, of figures: (BatchSummary) -> [State: Int]
        ) -> [Sample] {
            batches.flatMap { batch in
                let figures = figures(batch)
                return State.allCases.map { state in
                    let labels = [("batch", batch.name), (label, state.rawValue)]
                    return (labels, "\(figures[state, default: 0])")
                }
            }
        }
        add("jobs", "Jobs of a batch by state.", samples("state") { $0.jobs })
        add(
            "calls_total", "Calls of a batch by outcome; those that are armed are in flight.",
            kind: "counter", samples("outcome") { calls[$0.number]?.byState ?? [:] })
        add(
            "tasks",
            "Texts of a batch by state: waiting for a call, synthesized and to be downloaded.",
            samples("state") { tasks[$0.number] ?? [:] })
        add(
            "spent_cny", "What a batch surely spent, and what it spent at most.",
            batches.flatMap { batch -> [Sample] in
                let surely = calls[batch.number]?.surelySpent ?? .zero
                return [
                    ([("batch", batch.name), ("bound", "surely")], "\(surely)"),
                    ([("batch", batch.name), ("bound", "at_most")], "\(batch.atMostSpent)"),
                ]
            })
        let running = batches.filter {
            holding.isRunning($0.name, latestRun: $0.latestRun)
        }
        add(
            "running", "Whether a run of a batch is on.",
            batches.map { batch in
                let isRunning = running.contains { $0.number == batch.number }
                return ([("batch", batch.name)], isRunning ? "1" : "0")
            })
        try addPace(of: running, in: reader, holding)
    }

    private mutating func addPace(
        of running: [BatchSummary], in reader: LedgerReader, _ holding: LedgerHolding
    ) throws {
        var paces: [Sample] = []
        var times: [Sample] = []
        for batch in running {
            guard let row = try reader.batch(numbered: batch.number) else { continue }
            let standing = try RunStanding(of: row, in: reader, holding: holding)
            let labels = [(name: "batch", value: batch.name)]
            if let pace = standing.callsPerMinute {
                paces.append((labels, decimal(pace, places: 2)))
            }
            if let left = standing.timeLeft {
                for (bound, time) in [("least", left.lowerBound), ("most", left.upperBound)] {
                    let seconds = decimal(time / .seconds(1), places: 1)
                    times.append((labels + [("bound", bound)], seconds))
                }
            }
        }
        add("calls_per_minute", "Calls that succeeded a minute, lately.", paces)
        add("left_seconds", "How long the calls of a run take yet, at least and at most.", times)
    }

    private mutating func add(
        _ name: String, _ help: String, kind: String = "gauge", _ samples: [Sample]
    ) {
        text += "# HELP kling_batch_\(name) \(help)\n# TYPE kling_batch_\(name) \(kind)\n"
        for sample in samples {
            let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }
            text += "kling_batch_\(name){\(labels.joined(separator: ","))} \(sample.value)\n"
        }
    }

    /// A label's value: backslash, quotation mark and line feed are escaped; by scalars, as a letter set
    /// upon a quotation mark makes it another character to Swift, and to nobody else.
    private static func escaped(_ value: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": escaped.append(contentsOf: "\\\\".unicodeScalars)
            case "\"": escaped.append(contentsOf: "\\\"".unicodeScalars)
            case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
            case "\r": escaped.append(" ")
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
