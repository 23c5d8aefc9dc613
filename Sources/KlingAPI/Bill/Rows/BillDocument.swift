import Texts

/// Finds the rows of a bill in a whole document of JSON.
struct BillDocument {
    /// The rows, each an object.
    let rows: [PlacedJSON]
    /// How many rows the whole bill has, where the document says so.
    let total: Int?

    /// The only list of objects in a document that is a list or holds one, however deep.
    ///
    /// - Parameter isPage: whether it may be one page of a longer bill.
    /// - Throws: where there is none or more than one, and where the document says that it is one
    ///   page of a longer bill although it has to be whole.
    init(_ document: PlacedJSON, isPage: Bool = false) throws(JSONFault) {
        var lists: [(rows: [PlacedJSON], holder: PlacedJSON?)] = []
        Self.collect(document, holder: nil, into: &lists)
        let filled = lists.filter { !$0.rows.isEmpty }
        guard let found = filled.first ?? lists.first else {
            throw JSONFault(line: document.line, message: "there is no list of rows in it")
        }
        guard filled.count < 2 else {
            throw JSONFault(
                line: filled[1].rows[0].line,
                message: "there is more than one list of rows in it; keep the list of charges only")
        }
        total = Self.total(beside: found.holder)
        if !isPage, let total, total > found.rows.count {
            throw JSONFault(
                line: document.line,
                message: "this is one page with \(found.rows.count) of \(total) rows; "
                    + "a bill has to be whole")
        }
        rows = found.rows
    }

    private static func collect(
        _ value: PlacedJSON, holder: PlacedJSON?,
        into lists: inout [(rows: [PlacedJSON], holder: PlacedJSON?)]
    ) {
        if let elements = value.elements {
            if elements.allSatisfy({ $0.members != nil }) { lists.append((elements, holder)) }
            return
        }
        let members = value.members ?? [:]
        for key in members.keys.sorted() {
            if let member = members[key] { collect(member, holder: value, into: &lists) }
        }
    }

    /// How many rows there are in all, as the object that holds the list says.
    static func total(beside holder: PlacedJSON?) -> Int? {
        ["total", "total_count", "totalCount", "count"].lazy
            .compactMap { holder?[$0]?.text.flatMap { Int($0) } }.first
    }
}
