import Texts

extension SpokenText {
    /// A text in which something else stands for the marks of notes, or nothing.
    ///
    /// Brackets around a mark go with it. Where a mark leaves nothing, the white space before it goes
    /// too if a stop or more white space comes next. What is put in is parted from words by spaces.
    static func replacingMarks(in text: String, with replacement: () -> String?) -> String {
        let parts = parts(of: text)
        guard var result = parts.first.map(String.init), parts.count > 1 else { return text }
        var isAfterInserted = false
        for part in parts.dropFirst() {
            if let inserted = replacement(), !inserted.isEmpty {
                if let before = result.unicodeScalars.last, !isSpace(before) { result += " " }
                result += inserted
                isAfterInserted = true
            }
            guard let next = part.unicodeScalars.first else { continue }
            let isStop = stops.contains(next)
            if isAfterInserted {
                if !isStop, !isSpace(next) { result += " " }
                result += part
            } else if result.isEmpty || result.last == " " || result.last == "\n" {
                if isStop, result.last == " " { result.removeLast() }
                result += part.drop { $0 == " " }
            } else {
                result += part
            }
            isAfterInserted = false
        }
        while result.last == " " { result.removeLast() }
        return result
    }

    /// The text without the brackets that stand around marks of notes, which stay.
    static func withoutBrackets(_ text: String) -> String {
        let parts = parts(of: text)
        return parts.count > 1 ? parts.joined(separator: String(Character(noteMark))) : text
    }

    /// What stands between marks of notes, without the brackets around these.
    private static func parts(of text: String) -> [Substring] {
        var parts: [Substring] = []
        var start = 0
        while let mark = text.place(of: noteMarkBytes, from: start) {
            parts.append(text[text.index(ofByte: start)..<text.index(ofByte: mark)])
            start = mark + noteMarkBytes.count
        }
        parts.append(text[text.index(ofByte: start)...])
        for index in parts.indices.dropFirst() {
            guard let open = parts[index - 1].unicodeScalars.last, let close = brackets[open],
                parts[index].unicodeScalars.first == close
            else { continue }
            parts[index - 1].unicodeScalars.removeLast()
            parts[index].unicodeScalars.removeFirst()
        }
        return parts
    }

    private static let noteMarkBytes = Array(String(Character(noteMark)).utf8)
    private static let brackets: [Unicode.Scalar: Unicode.Scalar] = [
        "[": "]", "(": ")", "〔": "〕", "［": "］", "（": "）", "【": "】",
    ]
    /// What closes a phrase and follows its last word without a space.
    private static let stops = Set(".,;:!?)]”’»…。，、；：！？）］」』】〕".unicodeScalars)
}

extension String {
    /// The place of a byte of the text's UTF-8, from its beginning.
    func index(ofByte offset: Int) -> Index { utf8.index(startIndex, offsetBy: offset) }
}
