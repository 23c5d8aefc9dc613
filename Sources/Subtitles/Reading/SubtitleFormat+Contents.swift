import Texts

extension SubtitleFormat {
    /// The format that a file's first bytes show, whatever its name; nil if they show none.
    ///
    /// Nil for what is no file, too: reading a pipe would empty it.
    package init?(contentsAt path: String) {
        guard let start = FileStart.bytes(ofFileAt: path, limit: 64 * 1024) else { return nil }
        self.init(startOf: start.bytes, isWhole: start.isWhole)
    }

    init?(startOf bytes: [UInt8], isWhole: Bool) {
        if bytes.starts(with: [0, 0, 1, 0xBA]) {
            guard !Self.holdsFilm(bytes) else { return nil }
            self = .pictures
        } else if bytes.starts(with: "PG".utf8) {
            self = .pictures
        } else if bytes.dropFirst(3).starts(with: "STL".utf8) {
            self = .ebu
        } else {
            var text = Self.text(of: bytes)[...]
            // The last line may be cut.
            if !isWhole { text = text[..<(text.lastIndex(of: "\n") ?? text.startIndex)] }
            self.init(shownBy: String(text))
        }
    }

    /// Whether an MPEG program stream has a picture that moves, not subtitles alone.
    ///
    /// Source: ISO/IEC 13818-1, table 2-22.
    private static func holdsFilm(_ bytes: [UInt8]) -> Bool {
        bytes.indices.dropLast(3).contains { start in
            bytes[start] == 0 && bytes[start + 1] == 0 && bytes[start + 2] == 1
                && bytes[start + 3] & 0xF0 == 0xE0
        }
    }

    /// The marks of formats are those of ASCII in every encoding; two bytes each in UTF-16.
    private static func text(of bytes: [UInt8]) -> String {
        let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        let bytes = isWide ? bytes.dropFirst(2).filter { $0 != 0 } : bytes
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The format that a text's first lines show; nil if they show none.
    init?(shownBy text: String) {
        if let format = Self(signatureOf: text) {
            self = format
            return
        }
        let lines = SubtitleLines(text).lines.lazy.filter { !$0.isBlankOrNUL }.prefix(200)
            .map { Substring($0.trimmed) }
        guard let format = Self.byLines.first(where: { $0.shows(Array(lines)) })?.format else {
            return nil
        }
        self = format
    }

    /// The format that a text's first line names; nil if it names none.
    init?(signatureOf text: String) {
        let start = text.unicodeScalars.prefix(4096).drop {
            $0 == "\u{FEFF}" || $0.properties.isWhitespace
        }
        let head = String(String.UnicodeScalarView(start)).lowercased()
        if head.hasPrefix("webvtt") {
            self = .vtt
        } else if head.hasPrefix("[script info]") {
            self = .ass
        } else if head.hasPrefix("<sami") {
            self = .sami
        } else if head.hasPrefix("scenarist_scc") {
            self = .scc
        } else if head.hasPrefix("<tt") || (head.hasPrefix("<?xml") && Self.isTimedText(head)) {
            self = .ttml
        } else {
            return nil
        }
    }

    /// Whether the outermost element of XML is `tt`, with any prefix.
    private static func isTimedText(_ head: String) -> Bool {
        head.contains("<tt") || head.contains(":tt ") || head.contains(":tt>")
    }

    /// A format, and whether the lines of a text show it.
    private struct Evidence {
        let format: SubtitleFormat
        let shows: ([Substring]) -> Bool
    }

    private static var byLines: [Evidence] {
        [
            Evidence(format: .srt) { lines in
                lines.prefix(2).contains { line in
                    line.contains("-->") && TimeLine(line, beginsBlock: true)?.areFull == true
                }
            },
            Evidence(format: .sbv) { lines in
                let first = lines.first { $0.first != "[" } ?? ""
                return !first.contains("-->")
                    && first.split(separator: ",").count <= 4
                    && TimeLine(first, beginsBlock: false)?.areFull == true
            },
            Evidence(format: .microdvd) { areMost($0, framed(by: "{", "}")) },
            Evidence(format: .mpl2) { areMost($0, framed(by: "[", "]")) },
            Evidence(format: .tmplayer) { areMost($0) { TMPlayerLine($0) != nil } },
            Evidence(format: .stl) { lines in
                areMost(lines.filter { $0.first != "$" && !$0.hasPrefix("//") }) { line in
                    let fields = line.split(separator: ",", maxSplits: 2)
                    return fields.count == 3
                        && fields.prefix(2).allSatisfy { $0.count { $0 == ":" } == 3 }
                        && fields.prefix(2).allSatisfy { LenientTime.read($0) != nil }
                }
            },
            Evidence(format: .lrc) { lines in
                areMost(lines) { $0.first == "[" && $0.prefix(24).contains(":") }
                    && areMost(lines.filter { $0.dropFirst().first?.isNumber == true }) { line in
                        line.dropFirst().prefix { $0 != "]" }.contains(":")
                    }
            },
        ]
    }

    /// Whether nine of ten lines are of a kind, and there is any.
    private static func areMost(_ lines: [Substring], _ isOfKind: (Substring) -> Bool) -> Bool {
        let count = lines.count(where: isOfKind)
        return count > 0 && count * 10 >= lines.count * 9
    }

    /// Whether a line begins with two numbers in brackets, the second of which may be missing.
    private static func framed(by open: Character, _ close: Character) -> (Substring) -> Bool {
        { line in
            var rest = line
            for place in 0..<2 {
                guard rest.first == open, let end = rest.firstIndex(of: close) else { return false }
                let number = rest[..<end].dropFirst()
                guard number.allSatisfy(\.isNumber), number.count <= 9, place > 0 || !number.isEmpty
                else { return false }
                rest = rest[rest.index(after: end)...]
            }
            return true
        }
    }
}
