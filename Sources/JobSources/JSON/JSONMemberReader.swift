/// Puts the members of a scanned object into cells.
struct JSONMemberReader {
    /// Names seen before, so that the same keys are not taken apart in every row.
    private var names: [String: ColumnName] = [:]
    private var seen: Set<String> = []

    /// Reads the members; returns the first thing wrong with them.
    mutating func read(from json: JSONWindow, into cells: inout JobCells) -> RowFault? {
        seen.removeAll(keepingCapacity: true)
        for member in json.members {
            guard let key = JSONString(json.window[member.key]).text else {
                return loneSurrogate(member.key)
            }
            let name = columnName(key)
            guard seen.insert(name.key).inserted else {
                return RowFault(
                    offset: member.key.lowerBound,
                    message: "the object names `\(name.key)` twice")
            }
            if let fault = read(member.value, of: name, from: json, into: &cells) { return fault }
        }
        return nil
    }

    private func read(
        _ range: Range<Int>, of name: ColumnName, from json: JSONWindow, into cells: inout JobCells
    ) -> RowFault? {
        switch json.window[range.lowerBound] {
        case UInt8(ascii: "\""):
            guard let text = JSONString(json.window[range]).text else {
                return loneSurrogate(range)
            }
            cells.set(name, to: text, at: range.lowerBound)
        case UInt8(ascii: "n"): break
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            guard name.column?.takesNumbers != false else { return wrongKind(name, range) }
            cells.set(name, to: json.window.string(range), at: range.lowerBound)
        default:
            guard name.column == nil else { return wrongKind(name, range) }
            cells.set(name, to: json.window.string(range), at: range.lowerBound)
        }
        return nil
    }

    private mutating func columnName(_ key: String) -> ColumnName {
        if let name = names[key] { return name }
        let name = ColumnName(key)
        // A list in which every row has keys of its own must not fill the memory.
        if names.count >= 1000 { names.removeAll() }
        names[key] = name
        return name
    }

    private func loneSurrogate(_ range: Range<Int>) -> RowFault {
        RowFault(
            offset: range.lowerBound,
            message: "the string holds half of a surrogate pair, which is no character")
    }

    private func wrongKind(_ name: ColumnName, _ range: Range<Int>) -> RowFault {
        RowFault(
            offset: range.lowerBound,
            message: "`\(name.name)` must be a string"
                + (name.column?.takesNumbers == true ? " or a number" : ""))
    }
}
