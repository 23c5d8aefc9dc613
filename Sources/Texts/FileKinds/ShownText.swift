/// The beginning of a file that is text, by which the form of the text is known.
///
/// Marks of forms are ASCII, so that the encoding need not be known.
struct ShownText {
    private let text: Substring

    /// The text that bytes begin with; nil where they are no text.
    init?(_ head: [UInt8]) {
        guard ShownText.isText(head) else { return nil }
        let isWide = head.contains(0)
        let start = String(decoding: isWide ? head.filter { $0 != 0 } : head, as: UTF8.self)
            .unicodeScalars.drop { scalar in
                "\u{FEFF}\u{FFFD}".unicodeScalars.contains(scalar)
                    || scalar.properties.isWhitespace
            }
        text = String(String.UnicodeScalarView(start))[...]
    }

    /// What the text is.
    var kind: FileKind {
        if isJSON { return .json }
        if isSubtitles { return .subtitles }
        let markup = text.lowercased()
        if markup.hasPrefix("<") {
            if isElement("fictionbook", of: markup) { return .fictionBook }
            if markup.hasPrefix("<!doctype html") || isElement("html", of: markup) {
                return .webPage
            }
            if markup.hasPrefix("<?xml") { return .xml }
        }
        return isJobTable ? .jobTable : .text
    }

    /// Whether what stands in front is an element, but for what may stand before it in XML.
    private func isElement(_ name: String, of markup: String) -> Bool {
        var rest = markup[...]
        for (open, close) in [("<?xml", "?>"), ("<!--", "-->"), ("<!doctype", ">")] {
            guard rest.hasPrefix(open), let end = rest.firstRange(of: close) else { continue }
            rest = rest[end.upperBound...].drop(while: \.isWhitespace)
        }
        guard rest.hasPrefix("<\(name)") else { return false }
        let next = rest.dropFirst(name.count + 1).first
        return next == nil || next == ">" || next?.isWhitespace == true
    }

    /// Whether it begins as JSON does that is no single value: `{"…":`, or a list of such.
    private var isJSON: Bool {
        var rest = text[...]
        func take(_ character: Character) -> Bool {
            guard rest.first == character else { return false }
            rest = rest.dropFirst().drop(while: \.isWhitespace)
            return true
        }
        _ = take("[")
        guard take("{") else { return false }
        if rest.first == "}" { return true }
        guard take("\""), let end = rest.firstIndex(of: "\"") else { return false }
        rest = rest[rest.index(after: end)...].drop(while: \.isWhitespace)
        return rest.first == ":"
    }

    /// Whether it names a form of subtitles, or has the times of a cue in its first lines.
    private var isSubtitles: Bool {
        let start = text.prefix(64).lowercased()
        if ["webvtt", "[script info]", "<sami", "scenarist_scc", "<tt "]
            .contains(where: start.hasPrefix)
        {
            return true
        }
        return lines.prefix(2).contains { line in
            line.contains(" --> ") && line.first?.isNumber == true && line.contains(":")
        }
    }

    /// Whether its first row names a text, and the columns beside it are named, too.
    private var isJobTable: Bool {
        let rows = lines.prefix(2).map { String($0) }
        guard rows.count == 2 else { return false }
        return ["\t", ";", ","].contains { delimiter in
            let names = rows[0].split(separator: delimiter, omittingEmptySubsequences: false).map {
                $0.trimmingPrefix("\"").split(separator: "\"").first.map(String.init) ?? ""
            }
            return names.count > 1 && rows[1].contains(delimiter)
                && (names.contains("text") || names.contains("text_file"))
                && names.allSatisfy(\.isColumnName)
        }
    }

    private var lines: [Substring] {
        text.split(maxSplits: 8, whereSeparator: \.isNewline)
    }

    /// Whether bytes are text in some encoding, as far as their form tells.
    private static func isText(_ head: [UInt8]) -> Bool {
        if WholeText.encodingOfMark(head) != nil { return true }
        // Tabs, line ends, a page's end, a backspace, the end of a text in DOS, and ESC.
        let usual: Set<UInt8> = [0x08, 0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B]
        let odd = head.count { $0 < 0x20 && !usual.contains($0) }
        // Readers say more of well-formed text in which something is wrong.
        let isWellFormed = head.withUnsafeBytes { UTF8Prefix(of: $0).rest != .malformed }
        guard odd * (isWellFormed ? 4 : 32) > head.count else { return true }
        guard head.contains(where: { $0 != 0 }) else { return false }
        let front = Array(head.prefix(min(head.count, 1024) & ~3))
        let encoding = EncodingDetector.encoding(of: front)?.name ?? ""
        return encoding.hasPrefix("UTF-16") || encoding.hasPrefix("UTF-32")
    }
}

extension String {
    /// Whether it may be the name of a column.
    fileprivate var isColumnName: Bool {
        !isEmpty && count <= 40 && !contains { ".!?:".contains($0) }
    }
}
