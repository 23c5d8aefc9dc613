import Foundation
import SpeechTasks
import Texts

/// A bill's rows as texts, whatever file they stood in.
struct BillTable {
    /// A row's cells, nil where it has none, and its line in the file.
    struct Line {
        let number: Int
        let cells: [String?]
    }

    let path: String
    /// The line that names the columns.
    let headerLine: Int
    let columns: [String]
    let lines: [Line]

    /// The bill that the rows make; every fault is told, none is passed over.
    func bill(_ columns: BillColumns, timeZone: TimeZone) throws(BillError) -> Bill {
        let indices = try columns.indices(in: self.columns, place: "\(path):\(headerLine)")
        let reader = BillRowReader(timeZone: timeZone)
        var rows: [BillRow] = []
        var faults: [String] = []
        var hasLocalTimes = false
        for line in lines {
            let place = "\(path):\(line.number)"
            do throws(BillRowFault) {
                let found = try reader.row(at: place) { field in
                    indices[field].flatMap { line.cells[$0] }
                }
                guard let found else { continue }
                rows.append(found.row)
                hasLocalTimes = hasLocalTimes || found.isLocal
            } catch {
                faults.append("\(place): \(error.message)")
            }
        }
        guard faults.isEmpty else {
            throw .faults(Array(faults.prefix(20)), count: faults.count)
        }
        return Bill(
            rows: rows, coverage: Self.coverage(of: rows), hasLocalTimes: hasLocalTimes)
    }

    /// A file says nothing of its range; it is sure only between its first and its last row.
    private static func coverage(of rows: [BillRow]) -> ClosedRange<Date>? {
        let times = rows.compactMap(\.time)
        guard let first = times.min(), let last = times.max() else { return nil }
        return first...last
    }
}
