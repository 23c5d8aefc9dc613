import Texts

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

    /// The column of a name of which letters and digits alone count: `Voice ID` is `voice_id`.
    ///
    /// `voice` is another name for it.
    init?(name: String) {
        // With NULs between its letters a name is one that was read in the wrong encoding.
        guard !name.holdsNUL, let column = Column.bySpelling[Column.spelling(of: name)] else {
            return nil
        }
        self = column
    }

    private static let bySpelling: [String: Column] = {
        let named = Column.allCases.map { (spelling(of: $0.rawValue), $0) }
        return Dictionary(uniqueKeysWithValues: named + [("voice", .voiceID)])
    }()

    private static func spelling(of name: String) -> String {
        FoldedWord.key(of: name.unicodeScalars)
    }

    /// The column that a name without a meaning is nearest to, if it is a slip of the pen away.
    static func nearest(to name: String) -> String? {
        let names = allCases.map(\.rawValue) + ["voice"]
        let spelt = spelling(of: name)
        guard spelt.count > 2 else { return nil }
        return Texts.nearest(to: name, among: names, within: max(1, spelt.count / 4))
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
    /// What tells it from others: the column it means, else the name in lower case.
    let key: String
    /// What it means; nil for a column that only comes back in the report.
    let column: Column?

    /// - Parameter mapping: what columns are said to mean.
    init(_ header: String, in mapping: ColumnMapping = ColumnMapping()) {
        name = String(SpreadsheetCell.value(of: header).trimmed)
        column = mapping.column(named: name)
        key = column?.rawValue ?? ColumnName.key(ofOther: name)
    }

    /// The key of a column that only comes back, though its name may be that of a known one for which
    /// another is said to stand.
    static func key(ofOther name: String) -> String {
        let key = name.lowercased()
        return Column(rawValue: key) == nil ? key : "other " + key
    }

    /// What is wrong where a list names it after another of the same meaning.
    func fault(after other: ColumnName, in thing: String) -> String {
        let spelt = name == other.name ? "" : ", as `\(other.name.excerpt)` and `\(name.excerpt)`"
        return "\(thing) names `\(key.excerpt)` twice\(spelt); rename one of them"
    }
}
