import Texts

extension CSVListReader {
    /// Reads what tells the columns; returns what is wrong with it.
    mutating func readHeader() throws(TextError) -> ListStep? {
        if layout.export == .anki { try readPreamble() }
        if layout.export == nil, let found = try reader.takeDelimiterLine(), layout.takesDelimiter {
            reader.delimiter = found
        }
        while columns == nil {
            let step = try readRecord()
            if step != nil, let fault = titles.fault {
                return .broken(offset: fault.offset, message: fault.message)
            }
            switch step {
            case .end:
                return .broken(
                    offset: 0, message: "the list is empty; its first row must name the columns")
            case .badRow(let offset, let message): return .broken(offset: offset, message: message)
            case let step?: return step
            case nil: break
            }
            do throws(HeaderFault) {
                columns = try readColumns()
            } catch {
                return .broken(offset: error.offset, message: error.message)
            }
        }
        titlePlace = nil
        return nil
    }

    /// What the record names as columns; nil where it may be a title above them.
    private mutating func readColumns() throws(HeaderFault) -> ListColumns? {
        let names = columnNames()
        let offsets = holdsRow ? [] : reader.fields.map(\.range.lowerBound)
        let (layout, hint) = (layout, hint)
        let columns = try titles.columns(named: names, areGiven: holdsRow) {
            () throws(HeaderFault) in
            try ListColumns(named: names, offsets: offsets, in: layout, hint: hint)
        }
        if columns == nil, titlePlace == nil {
            titlePlace = reader.window.position(at: titles.fault?.offset ?? 0)
        }
        return columns
    }

    /// Takes the lines that begin with `#`, and `tags:`, off the front of a text of Anki.
    private mutating func readPreamble() throws(TextError) {
        while true {
            if let line = try reader.takeLine(beginning: "#") {
                preamble.take(line)
            } else if try reader.takeLine(beginning: "tags:") == nil {
                break
            }
        }
        if let separator = preamble.separator, layout.takesDelimiter {
            reader.delimiter = separator
        }
    }

    /// The names of the columns: of the first record, or as the tool has them.
    private mutating func columnNames() -> [String] {
        let given =
            layout.export == .anki
            ? preamble.names(count: reader.fields.count, separator: reader.delimiter)
            : layout.export?.columnNames
        guard let given else {
            return reader.fields.map { reader.isBlank($0) ? "" : reader.string($0) }
        }
        holdsRow = true
        return given
    }

    /// What to try if the header looks as if it was read in the wrong way.
    private var hint: String {
        guard reader.fields.count == 1 else { return "" }
        let header = reader.string(reader.fields[0])
        if header.holdsNUL { return "; if it is UTF-16, give --encoding UTF-16LE or UTF-16BE" }
        let found = [";", "\t", ",", "|"].first { (sign: String) in header.contains(sign) }
        guard let found else { return "" }
        if found.utf8.first == reader.delimiter {
            return "; the whole row stands in quotes: take the outer ones away"
        }
        return "; if `\(found == "\t" ? "\\t" : found)` parts its fields, give it as --delimiter"
    }
}
