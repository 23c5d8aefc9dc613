import Texts

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The columns that mean something here.
enum Column: String, CaseIterable {
    case text
    case textFile = "text_file"
    case id
    case voiceID = "voice_id"
    case speed
    case volume
    case output
    case title

    /// The column of a name in lower case; `voice` is another name for `voice_id`.
    init?(key: String) {
        self.init(rawValue: key == "voice" ? "voice_id" : key)
    }

    /// Whether JSON may give it as a number.
    var takesNumbers: Bool {
        switch self {
        case .id, .speed, .volume, .title: true
        case .text, .textFile, .voiceID, .output: false
        }
    }

    /// Where its cell stands among ``JobCells``.
    var index: Int {
        switch self {
        case .text: 0
        case .textFile: 1
        case .id: 2
        case .voiceID: 3
        case .speed: 4
        case .volume: 5
        case .output: 6
        case .title: 7
        }
    }
}

/// A column as a list names it.
struct ColumnName {
    /// The name without white space around it.
    let name: String
    /// The name in lower case: names that differ only in case are one column.
    let key: String
    /// What it means; nil for a column that only comes back in the report.
    let column: Column?

    init(_ header: String) {
        name = String(header.trimmed)
        let key = name.lowercased()
        column = Column(key: key)
        self.key = column?.rawValue ?? key
    }
}
