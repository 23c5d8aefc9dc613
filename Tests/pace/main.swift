import WorkerPool

// Runs the rows of the pace's simulator and prints a table: for each row the mean over the seeds, and
// the worst. Usage: pacesim FIRST-SEED LAST-SEED [WORDS OF A NAME…]; with `trace` as the third
// argument every call of the row is printed.
let arguments = CommandLine.arguments.dropFirst()
let first = arguments.first.flatMap { UInt64($0) } ?? 1
let last = arguments.dropFirst().first.flatMap { UInt64($0) } ?? first
var words = Array(arguments.dropFirst(2))
let isTracing = words.first == "trace"
if isTracing { words.removeFirst() }

func text(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
}

func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

func triple(_ used: Double, _ refused: Double, _ first: Double) -> String {
    "\(text(used)) / \(text(refused)) / \(text(first))"
}

if words == ["nights"] {
    for perMinute in [10, 30, 60] {
        for isSliding in [false, true] {
            let months = (first...last).map {
                MonthOfNights(perMinute: perMinute, isSliding: isSliding).run(seed: $0)
            }
            let letIn = months.map(\.letIn).reduce(0, +)
            let refused = months.map(\.refused).reduce(0, +)
            let hours = months.map { $0.hours(calls: 10_000).hours }.reduce(0, +)
            let least = months.map { $0.hours(calls: 10_000).least }.reduce(0, +)
            let count = Double(months.count)
            let kind = isSliding ? "sliding" : "fixed"
            print(
                "| \(perMinute) a minute, \(kind) | \(text(hours / count)) | \(text(least / count)) |",
                "\(text(100 * refused / (letIn + refused))) |")
        }
    }
    words = ["no row"]
}

var missed = 0
var rows = 0
for row in PaceRow.all where words.allSatisfy({ row.name.contains($0) }) {
    if isTracing {
        var simulation = Simulation(
            row.service, settings: PaceSettings(maximumAtOnce: row.maximumAtOnce, seed: first),
            learned: row.learned, rivals: row.rivals, beginning: row.beginning,
            warmUpSeconds: row.beginning, seconds: row.beginning + row.seconds)
        simulation.trace = { print(text($0 * 10), $1) }
        print(row.name, simulation.run())
        continue
    }
    let outcomes = (first...last).map { row.outcome(seed: $0) }
    let count = Double(outcomes.count)
    let used = outcomes.map(\.used)
    let refused = outcomes.map(\.refused)
    let begun = outcomes.map { Double($0.refusedFirst) }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / count }
    let ended = outcomes.count { $0.endedAt != nil }
    let isMet =
        mean(used) >= row.used && mean(refused) <= row.refused
        && (row.refusedFirst == .max || mean(begun) <= Double(row.refusedFirst)) && ended == 0
    rows += 1
    if !isMet { missed += 1 }
    let first = row.refusedFirst == .max ? "" : "\(row.refusedFirst)"
    let cells = [
        padded(row.name, 50), triple(mean(used), mean(refused), mean(begun)),
        triple(used.min() ?? 0, refused.max() ?? 0, begun.max() ?? 0),
        "\(text(row.used)) / \(text(row.refused)) / \(first)",
        (isMet ? "" : "missed") + (ended > 0 ? ", ended early \(ended) times" : ""),
    ]
    print("| \(cells.joined(separator: " | ")) |")
}
print("\(missed) of \(rows) rows missed")
