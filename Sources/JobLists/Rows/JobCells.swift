import Texts

/// The cells of one row, by what their columns mean; a blank cell of a known column is absent.
struct JobCells {
    struct Cell {
        let value: String
        /// Where it begins in the row.
        let offset: Int
    }

    private var known = [Cell?](repeating: nil, count: Column.allCases.count)
    /// The columns without a meaning here, in the row's order.
    private(set) var others: [OtherColumn] = []
    /// The names of `others` in lower case.
    private var otherKeys: [String] = []

    /// Who speaks the row, by name; nil where that is not said.
    var speaker: String?
    /// The row's language; nil where that is not said.
    var language: String?
    /// The voice that the list gives for rows that say nothing of who speaks.
    private(set) var usualVoice: Cell?

    subscript(column: Column) -> Cell? { known[column.index] }

    /// Changes what a cell says, if it says something.
    mutating func change<Fault: Error>(
        _ column: Column, _ body: (String) throws(Fault) -> String
    ) throws(Fault) {
        guard let cell = known[column.index] else { return }
        let value = try body(cell.value)
        known[column.index] = value.isEmpty ? nil : Cell(value: value, offset: cell.offset)
    }

    mutating func set(_ name: ColumnName, to value: String, at offset: Int) {
        let value = SpreadsheetCell.value(of: value)
        if let column = name.column {
            // A text that is blank is more likely a slip than a cell that was left empty.
            let isEmpty = column == .text ? value.isEmpty : value.isBlank
            if !isEmpty { known[column.index] = Cell(value: value, offset: offset) }
        } else {
            others.append(OtherColumn(name: name.name, value: value))
            otherKeys.append(name.key)
        }
    }

    /// The value of a column without a meaning here; nil if the row does not have it.
    func other(_ key: String) -> String? {
        otherKeys.firstIndex(of: key).map { others[$0].value }
    }

    /// Keeps what is not spoken as a column of the list's own, before the others.
    mutating func keep(_ column: OtherColumn) {
        others.insert(column, at: 0)
        otherKeys.insert(column.name.lowercased(), at: 0)
    }

    /// Takes over what this row leaves open.
    mutating func fill(from defaults: JobCells) {
        for (index, cell) in defaults.known.enumerated() where known[index] == nil {
            if index == Column.voiceID.index { usualVoice = cell } else { known[index] = cell }
        }
        for (key, other) in zip(defaults.otherKeys, defaults.others) {
            if let index = otherKeys.firstIndex(of: key) {
                if others[index].value.isEmpty { others[index] = other }
            } else {
                others.append(other)
                otherKeys.append(key)
            }
        }
    }

    /// The same cells, with the row's start for their place.
    var withoutOffsets: JobCells {
        var cells = self
        cells.known = known.map { $0.map { Cell(value: $0.value, offset: 0) } }
        return cells
    }

    mutating func removeAll() {
        for index in known.indices { known[index] = nil }
        others.removeAll(keepingCapacity: true)
        otherKeys.removeAll(keepingCapacity: true)
        (speaker, language, usualVoice) = (nil, nil, nil)
    }
}
