import Foundation
import KlingEmulator

/// What a call came to, and what became of its batch: the last cells of a row of the matrix.
struct ServiceMatrixOutcome: Equatable, CustomStringConvertible {
    /// The attempt's state in the ledger.
    var state: String
    /// What the ledger says it cost.
    var charged: String
    /// What happens next.
    var next: String

    var description: String { "\(state) | \(charged) | \(next)" }
}

/// The matrix as `docs/service.md` has it.
struct ServiceMatrixTable {
    /// The outcomes by the names of situations, for each form.
    private(set) var outcomes: [EmulatorForm: [String: ServiceMatrixOutcome]] = [:]

    /// Reads the rows `name | what is seen | forms | state | charged | next`.
    init() throws {
        let folder = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(
            contentsOf: folder.appendingPathComponent("docs/service.md"), encoding: .utf8)
        for line in page.split(separator: "\n") {
            let cells = line.split(separator: "|").map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
            }
            guard cells.count == 6, line.hasPrefix("| `") else { continue }
            let outcome = ServiceMatrixOutcome(
                state: cells[3], charged: cells[4], next: cells[5])
            for form in Self.forms(cells[2]) { outcomes[form, default: [:]][cells[0]] = outcome }
        }
    }

    /// The forms that a cell names: `all`, or some parted by commas.
    private static func forms(_ cell: String) -> [EmulatorForm] {
        let names = cell.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return cell == "all" ? EmulatorForm.allCases : names.compactMap(EmulatorForm.init)
    }
}
