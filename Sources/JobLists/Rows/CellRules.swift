import SpeechTasks
import Texts

/// What is wrong in a row, and where in it.
struct RowFault: Error {
    let offset: Int
    let message: String
}

/// What may stand in the cells that mean something.
enum CellRules {
    /// The most bytes of UTF-8 in a voice's identifier; far above any the platform has.
    static let maximumVoiceByteCount = 256

    /// What is wrong with a voice's identifier.
    static func fault(inVoiceID voiceID: String) -> String? {
        guard !voiceID.isEmpty else { return "the voice is empty" }
        guard voiceID.utf8.count <= maximumVoiceByteCount else {
            return "the voice is longer than \(maximumVoiceByteCount) bytes"
        }
        let hasControl = voiceID.unicodeScalars.contains { scalar in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        }
        return hasControl ? "the voice holds a control character" : nil
    }

    /// Reads a speed or a volume, which must lie in a range.
    static func setting(
        _ text: String, of column: Column, in range: ClosedRange<Thousandths>
    ) throws(RowMessage) -> Thousandths {
        guard let value = Thousandths(decimal: String(text.trimmed)) else {
            throw RowMessage(
                "`\(column.rawValue)` must be a decimal such as 1.25 with at most three decimals, "
                    + "not `\(text.excerpt)`")
        }
        if let message = fault(in: value, of: column, in: range) { throw RowMessage(message) }
        return value
    }

    /// What is wrong with a speed or a volume.
    static func fault(
        in value: Thousandths, of column: Column, in range: ClosedRange<Thousandths>
    ) -> String? {
        range.contains(value)
            ? nil
            : "`\(column.rawValue)` must lie between \(range.lowerBound) and \(range.upperBound), "
                + "not at \(value)"
    }

    /// What is wrong with the defaults of a list.
    static func fault(inDefaults cells: JobCells) -> RowFault? {
        for column in [Column.text, .textFile, .id, .output] {
            if let cell = cells[column] {
                return RowFault(
                    offset: cell.offset,
                    message: "`\(column.rawValue)` belongs to one job and can have no default")
            }
        }
        for (column, range) in [
            (Column.speed, Thousandths.speedRange), (.volume, Thousandths.volumeRange),
        ] {
            guard let cell = cells[column] else { continue }
            do throws(RowMessage) {
                _ = try setting(cell.value, of: column, in: range)
            } catch {
                return RowFault(offset: cell.offset, message: error.text)
            }
        }
        if let cell = cells[.voiceID], let message = fault(inVoiceID: cell.value) {
            return RowFault(offset: cell.offset, message: message)
        }
        return nil
    }

    /// What is wrong with the defaults that come from outside the lists.
    static func fault(in defaults: JobDefaults) -> String? {
        defaults.voiceID.flatMap { fault(inVoiceID: $0) }
            ?? defaults.speed.flatMap { fault(in: $0, of: .speed, in: Thousandths.speedRange) }
            ?? defaults.volume.flatMap { fault(in: $0, of: .volume, in: Thousandths.volumeRange) }
    }
}

/// What is wrong with a cell.
struct RowMessage: Error {
    let text: String

    init(_ text: String) {
        self.text = text
    }
}
