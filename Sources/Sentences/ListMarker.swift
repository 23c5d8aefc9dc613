/// The number or letter before an item of a list: `1)`, `(b)`, `iv.`, `2.)`.
struct ListMarker {
    /// How a marker is written; the items of one list are written alike.
    enum Style: Hashable {
        case number(Delimiter)
        case letter(Delimiter)
        case roman(Delimiter)
    }

    enum Delimiter: Hashable { case stop, bracket, stopAndBracket, brackets }

    /// What the marker may count: `i)` is the ninth letter and the first Roman number.
    let values: [(style: Style, value: Int)]
    /// The index after the marker.
    let end: Int

    private static let longest = 5

    /// Reads a marker that begins at an index and has white space after it.
    init?(at start: Int, in text: ScannedText) {
        let bracketed = text.role(start) == .opener
        let first = bracketed ? start + 1 : start
        var index = first
        while index - first < Self.longest, Self.counts(text, index) { index += 1 }
        let label = first..<index
        guard !label.isEmpty else { return nil }
        let delimiter: Delimiter
        switch (text.role(index), bracketed) {
        case (.closer, true): delimiter = .brackets
        case (.closer, false): delimiter = .bracket
        case (.stop, false):
            delimiter = text.role(index + 1) == .closer ? .stopAndBracket : .stop
        default: return nil
        }
        end = index + (delimiter == .stopAndBracket ? 2 : 1)
        guard end < text.count, text.roles[end].isBlank else { return nil }
        values = Self.values(of: text.string(label), delimiter)
        guard !values.isEmpty else { return nil }
    }

    private static func counts(_ text: ScannedText, _ index: Int) -> Bool {
        guard index < text.count else { return false }
        return ("0"..."9").contains(text.scalars[index])
            || ("a"..."z").contains(text.scalars[index])
            || ("A"..."Z").contains(text.scalars[index])
    }

    private static func values(
        of label: String, _ delimiter: Delimiter
    ) -> [(style: Style, value: Int)] {
        if let number = Int(label) { return number < 1000 ? [(.number(delimiter), number)] : [] }
        // A capital with a full stop is somebody's initial.
        if delimiter == .stop, label.first?.isUppercase == true { return [] }
        var values: [(style: Style, value: Int)] = []
        let lower = label.lowercased()
        if let letter = lower.utf8.first, lower.utf8.count == 1 {
            values.append((.letter(delimiter), Int(letter)))
        }
        if let roman = romanValue(lower) { values.append((.roman(delimiter), roman)) }
        return values
    }

    private static func romanValue(_ label: String) -> Int? {
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
            .firstIndex(of: label).map { $0 + 1 }
    }
}
