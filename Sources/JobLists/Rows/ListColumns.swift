import Texts

/// How the columns of a table are found.
struct ListLayout {
    /// Which columns are said to mean what.
    let columns: ColumnMapping
    /// The tool whose export it is.
    let export: ListExport?
    /// The columns the name template needs.
    let templateColumns: [String]
    /// Whether the list may say itself what parts its fields.
    let takesDelimiter: Bool
}

/// What is wrong with a table's header, and where in it.
struct HeaderFault: Error {
    let offset: Int
    let message: String
}

/// The columns of a table, as its header names them.
struct ListColumns {
    /// Each column's name; nil for one that has none.
    let names: [ColumnName?]
    let mapping: ColumnMapping
    private(set) var others = ColumnNames()
    /// How many fields a row must have: up to the last column that has a name.
    let width: Int
    /// The columns without a name behind one that has a name.
    let unnamed: [Int]

    /// The first column that has a name: what stands before it, as numbers of rows do, says nothing.
    var firstNamed: Int { names.firstIndex { $0 != nil } ?? 0 }

    /// Finds out what columns mean.
    ///
    /// - Parameters:
    ///   - header: the names, empty for columns that have none.
    ///   - offsets: where they stand; none where the file does not name its columns.
    ///   - hint: what to try if the header looks as if it was read in the wrong way.
    init(
        named header: [String], offsets: [Int], in layout: ListLayout, hint: String
    ) throws(HeaderFault) {
        let plain = header.map { ColumnName($0).name }
        do throws(RowMessage) {
            mapping = try layout.mapping(among: plain)
        } catch {
            throw HeaderFault(offset: offsets.first ?? 0, message: error.text + hint)
        }
        let mapping = mapping
        names = header.map { $0.isBlank ? nil : ColumnName($0, in: mapping) }
        // What stands before all names cannot have come out of a field with a delimiter in it.
        let first = names.firstIndex { $0 != nil } ?? 0
        let names = names
        unnamed = names.indices.filter { $0 > first && names[$0] == nil }
        let isShort = layout.export?.takesShortRows ?? false
        width = isShort ? 0 : (names.lastIndex { $0 != nil } ?? -1) + 1
        var seen: [String: ColumnName] = [:]
        for (index, name) in names.enumerated() {
            guard let name else { continue }
            if let other = seen[name.key] {
                throw HeaderFault(
                    offset: index < offsets.count ? offsets[index] : 0,
                    message: name.fault(after: other, in: "the header"))
            }
            seen[name.key] = name
            others.add(name)
        }
        let found = plain.filter { !$0.isEmpty }
        if let message = layout.missingColumn(seen, among: found, hint: hint) {
            throw HeaderFault(offset: offsets.first ?? 0, message: message)
        }
    }
}

extension ListLayout {
    /// What columns of these names mean; throws where one is missing.
    fileprivate func mapping(among names: [String]) throws(RowMessage) -> ColumnMapping {
        if let export { return try export.columns(among: names, chosen: columns) }
        guard let missing = columns.missing(among: names) else { return columns }
        let found = names.filter { !$0.isEmpty }
        let near = nearest(to: missing.name, among: found, within: 2)
        throw RowMessage(
            "the header has no column `\(missing.name.excerpt)`, which is said to hold the "
                + missing.meaning.word + (near.map { " (did you mean `\($0.excerpt)`?)" } ?? "")
                + "; its columns are \(ColumnNames.listed(found))")
    }

    fileprivate func missingColumn(
        _ names: [String: ColumnName], among found: [String], hint: String
    ) -> String? {
        let listed = "; its columns are \(ColumnNames.listed(found))"
        if names[Column.text.rawValue] == nil, names[Column.textFile.rawValue] == nil {
            return "the header has no column `text` or `text_file`" + listed
                + (hint.isEmpty ? "; say which holds the text with --column text=NAME" : hint)
        }
        if let column = templateColumns.first(where: { names[$0] == nil }) {
            let remedy =
                column == NameTemplate.language
                ? "; say it with --column language=NAME, or give --language" : ""
            return "the name template asks for the column `\(column)`, which the header lacks"
                + listed + remedy
        }
        return nil
    }
}
