/// Readings in brackets behind the words they are of, as Anki's filter `furigana` takes them:
/// `日本語[にほんご]を 話[はな]す`.
///
/// The words are spoken and not their readings, as of ruby: the voice knows how they are read, and a text
/// in kana alone has no seams between its words. The blank that tells where a word begins is none of the
/// text. Brackets that hold anything but kana or bopomofo stay.
///
/// Source: “Field Replacements”, Ruby Characters, of the Anki manual.
enum FuriganaText {
    static func spoken(_ text: String) -> String {
        guard text.contains("[") else { return text }
        var said = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "[") {
            let before = rest[..<open]
            let behind = rest[rest.index(after: open)...]
            if let close = behind.firstIndex(of: "]"), isReading(behind[..<close]),
                let word = word(atEndOf: before)
            {
                let ahead = before[..<word.startIndex]
                said += ahead.last == " " ? ahead.dropLast() : ahead
                said += word
                rest = behind[behind.index(after: close)...]
            } else {
                said += rest[...open]
                rest = behind
            }
        }
        return said + rest
    }

    /// What a reading is of: all up to a blank or the reading before, with an ideograph in it.
    private static func word(atEndOf text: Substring) -> Substring? {
        let start = text.lastIndex { $0.isWhitespace || $0 == "]" || $0 == ">" }
        let word = start.map { text[text.index(after: $0)...] } ?? text
        return word.unicodeScalars.contains { $0.properties.isIdeographic || $0 == "々" }
            ? word : nil
    }

    private static func isReading(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar.value {
                // Kana, their marks and halfwidth forms; bopomofo, its tones; the ideographic blank.
                case 0x3040...0x30FF, 0x31F0...0x31FF, 0xFF65...0xFF9F, 0x3100...0x312F,
                    0x31A0...0x31BF, 0x02C7, 0x02CA, 0x02CB, 0x02D9, 0x3000, 0x20:
                    true
                default: false
                }
            }
    }
}
