import Texts

/// Puts the members of a scanned object into cells.
struct JSONMemberReader {
    /// The most members a job may have; far above any table made by people.
    private static let maximumCount = 1000

    /// The keys of the object before with their meaning: as a rule all objects have the same keys
    /// in the same order.
    private var previous: [(key: String, name: ColumnName)] = []
    private var seen: [ColumnName] = []
    private(set) var others = ColumnNames()
    /// What columns are said to mean.
    let mapping: ColumnMapping
    /// The names of ``mapping`` that objects had so far, in lower case.
    private var met: Set<String> = []

    init(mapping: ColumnMapping) { self.mapping = mapping }

    /// Reads the members; returns the first thing wrong with them.
    mutating func read(
        _ members: [JSONScanner.Member], in window: TextWindow, into cells: inout JobCells
    ) -> RowFault? {
        guard members.count <= JSONMemberReader.maximumCount else {
            return RowFault(
                offset: 0,
                message: "the object has more than \(JSONMemberReader.maximumCount) members")
        }
        seen.removeAll(keepingCapacity: true)
        for (index, member) in members.enumerated() {
            guard let key = window.jsonString(member.key) else {
                return loneSurrogate(member.key)
            }
            let name = columnName(key, at: index)
            if let other = seen.first(where: { $0.key == name.key }) {
                return RowFault(
                    offset: member.key.lowerBound,
                    message: name.fault(after: other, in: "the object"))
            }
            seen.append(name)
            if let fault = read(member.value, of: name, in: window, into: &cells) { return fault }
        }
        return nil
    }

    private func read(
        _ range: Range<Int>, of name: ColumnName, in window: TextWindow, into cells: inout JobCells
    ) -> RowFault? {
        switch window[range.lowerBound] {
        case UInt8(ascii: "\""):
            guard let text = window.jsonString(range) else {
                return loneSurrogate(range)
            }
            cells.set(name, to: text, at: range.lowerBound)
        case UInt8(ascii: "n"): break
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            guard name.column?.takesNumbers != false else { return wrongKind(name, range) }
            cells.set(name, to: window.string(range), at: range.lowerBound)
        default:
            guard name.column == nil else { return wrongKind(name, range) }
            cells.set(name, to: window.string(range), at: range.lowerBound)
        }
        return nil
    }

    private mutating func columnName(_ key: String, at index: Int) -> ColumnName {
        if index < previous.count, previous[index].key == key { return previous[index].name }
        let name = ColumnName(key, in: mapping)
        others.add(name)
        if !mapping.isEmpty { met.insert(name.name.lowercased()) }
        previous.removeSubrange(min(index, previous.count)...)
        previous.append((key, name))
        return name
    }

    /// What is wrong with an object none of whose keys is the text's; nil where one is.
    ///
    /// - Parameter cells: the object's, with what the list's defaults add.
    func textFault(in cells: JobCells) -> String? {
        let texts: [Column] = [.text, .textFile]
        guard !seen.isEmpty, texts.allSatisfy({ cells[$0] == nil }),
            !seen.contains(where: { texts.contains($0.column ?? .id) })
        else { return nil }
        let names = seen.map(\.name)
        let keys = "; its keys are \(ColumnNames.listed(names))"
        guard
            let choice = mapping.choices.first(where: { texts.contains($0.meaning.column ?? .id) })
        else {
            return "the row has no text: it has neither `text` nor `text_file`" + keys
                + "; say which holds the text with --column text=NAME"
        }
        return "the row has no text: it has no `\(choice.name.excerpt)`, which is said to hold it"
            + Self.near(choice.name, among: names) + keys
    }

    /// What is wrong with a list in which no object has a key that is said to mean something.
    var mappingFault: String? {
        let missing = mapping.choices.first {
            ![.text, .textFile].contains($0.meaning.column) && !met.contains($0.name.lowercased())
        }
        guard let missing else { return nil }
        return "no row has `\(missing.name.excerpt)`, which is said to hold the "
            + missing.meaning.word + Self.near(missing.name, among: others.names)
            + "; other keys are \(ColumnNames.listed(others.names))"
    }

    private static func near(_ name: String, among names: [String]) -> String {
        nearest(to: name, among: names, within: 2).map { " (did you mean `\($0.excerpt)`?)" } ?? ""
    }

    private func loneSurrogate(_ range: Range<Int>) -> RowFault {
        RowFault(
            offset: range.lowerBound,
            message: "the string holds half of a surrogate pair, which is no character")
    }

    private func wrongKind(_ name: ColumnName, _ range: Range<Int>) -> RowFault {
        RowFault(
            offset: range.lowerBound,
            message: "`\(name.name.excerpt)` must be a string"
                + (name.column?.takesNumbers == true ? " or a number" : ""))
    }
}
