/// The form of a file of records, one a row: a job list, a bill.
package enum RecordFormat: String, CaseIterable, Sendable {
    /// Comma-separated values, RFC 4180.
    case csv
    /// The same with tabs.
    case tsv
    /// A JSON array of objects, or an object with `defaults` and `jobs`.
    case json
    /// One JSON object a line.
    case jsonl

    /// A sheet of a workbook in Office Open XML.
    case xlsx

    /// The format that a path's extension names; nil if it names none.
    ///
    /// The case of the extension does not count; `.ndjson` is JSON Lines, `.xlsm` a workbook.
    package init?(path: String) {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        let pathExtension = path[path.index(after: dot)...].lowercased()
        switch pathExtension {
        case "ndjson": self = .jsonl
        case "xlsm": self = .xlsx
        default: self.init(rawValue: pathExtension)
        }
    }
}
