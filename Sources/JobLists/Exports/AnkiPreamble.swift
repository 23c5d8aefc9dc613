import Texts

/// The lines `#key:value` at the front of a text of Anki.
struct AnkiPreamble {
    static let guid = "guid"
    /// The columns that are no fields of a note.
    static let specialNames: Set<String> = [guid, "tags", "deck", "notetype"]
    private static let separators: [String: UInt8] = [
        "comma": UInt8(ascii: ","), "semicolon": UInt8(ascii: ";"), "tab": UInt8(ascii: "\t"),
        "space": UInt8(ascii: " "), "pipe": UInt8(ascii: "|"), "colon": UInt8(ascii: ":"),
    ]

    /// What parts the fields; nil where that is not said.
    private(set) var separator: UInt8?
    /// Whether fields are HTML.
    private(set) var isHTML = false
    /// The line that names the columns.
    private var columns: String?
    /// The special columns by their places, from 1.
    private var special: [Int: String] = [:]

    /// Takes one line without its `#`.
    mutating func take(_ line: String) {
        guard let colon = line.firstIndex(of: ":") else { return }
        let key = line[..<colon].lowercased()
        let value = String(line[line.index(after: colon)...])
        switch key {
        case "separator":
            separator =
                AnkiPreamble.separators[value.trimmed.lowercased()]
                ?? (value == "\\t" ? UInt8(ascii: "\t") : value.utf8.first)
        case "html": isHTML = value.trimmed.lowercased() == "true"
        case "columns": columns = value
        default:
            let words = key.split(separator: " ")
            guard words.count == 2, words[1] == "column", let place = Int(value.trimmed) else {
                return
            }
            special[place] = String(words[0])
        }
    }

    /// The names of the columns: as they are given, the special ones by their kind, others by
    /// their numbers.
    ///
    /// - Parameter count: how many fields the first record has.
    func names(count: Int, separator: UInt8) -> [String] {
        let sign = Character(Unicode.Scalar(separator))
        let given =
            columns?.split(separator: sign, omittingEmptySubsequences: false)
            .map { String($0.trimmed) } ?? []
        let last = max(count, given.count, special.keys.max() ?? 0)
        return (0..<min(last, 10_000)).map { index in
            if let kind = special[index + 1] { return kind }
            return index < given.count && !given[index].isEmpty ? given[index] : "\(index + 1)"
        }
    }
}
