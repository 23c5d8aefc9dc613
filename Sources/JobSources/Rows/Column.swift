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
        name = String(header.trimmingWhiteSpace())
        let key = name.lowercased()
        column = Column(key: key)
        self.key = column?.rawValue ?? key
    }
}

extension StringProtocol {
    /// The text without the white space at both ends.
    func trimmingWhiteSpace() -> SubSequence {
        let head = drop(while: \.isWhitespace)
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return head }
        return head[...last]
    }
}

extension String {
    /// Whether the text is empty or only white space.
    var isBlank: Bool {
        // Most texts begin with a letter, which needs no table of properties.
        if let first = utf8.first, (0x21...0x7E).contains(first) { return false }
        return unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }

    /// Whether a NUL character stands in the text.
    var holdsNUL: Bool { holds(0) }

    /// Whether a byte stands in the text's UTF-8.
    func holds(_ byte: UInt8) -> Bool {
        utf8.withContiguousStorageIfAvailable { bytes in
            bytes.baseAddress.map { memchr($0, Int32(byte), bytes.count) != nil } ?? false
        } ?? utf8.contains(byte)
    }
}
