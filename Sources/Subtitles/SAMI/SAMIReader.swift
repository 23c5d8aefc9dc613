import Texts

/// Reads SAMI: `<SYNC Start=1000><P Class=ENCC>Words<br>`, each lasting until the next of its class.
struct SAMIReader {
    private var file: SubtitleFile
    /// The languages of the classes, as the file's style sheet names them.
    private let languages: [String: String]
    /// What is shown now, by its class.
    private var open: [String: Cue] = [:]
    /// The time of the latest `SYNC`; nil where it cannot be read.
    private var now: Duration?

    /// What a text holds; its path is for messages.
    static func read(_ text: String, path: String) -> SubtitleFile {
        var reader = SAMIReader(text, path: path)
        for (line, tag, words) in pieces(of: text) { reader.read(tag, words, line: line) }
        reader.closeAll()
        return reader.file
    }

    private init(_ text: String, path: String) {
        file = SubtitleFile(path: path, format: .sami, cues: [])
        languages = Self.languages(of: text)
    }

    /// The languages of classes: `.ENCC { Name: English; lang: en-US; }`.
    private static func languages(of text: String) -> [String: String] {
        var languages: [String: String] = [:]
        let head = text.prefix(16_384)
        for rule in head.split(separator: "}") {
            guard let brace = rule.firstIndex(of: "{"),
                let dot = rule[..<brace].lastIndex(of: "."),
                let mark = rule[brace...].lowercased().firstRange(of: "lang:")
            else { continue }
            let body = rule[brace...].lowercased()
            let value = body[mark.upperBound...].prefix { $0 != ";" }.trimmed
            let name = rule[..<brace][dot...].dropFirst().trimmed.lowercased()
            if !value.isEmpty { languages[name] = String(value) }
        }
        return languages
    }

    /// The tags `SYNC` and `P`, each with the text up to the next of them, and their lines from 1.
    private static func pieces(of text: String) -> [(line: Int, tag: Substring, text: Substring)] {
        var pieces: [(Int, Substring, Substring)] = []
        var line = 1
        var last: (line: Int, tag: Substring)?
        var start = text.startIndex
        var index = text.startIndex
        let utf8 = text.utf8
        while index < utf8.endIndex {
            if utf8[index] == UInt8(ascii: "\n") { line += 1 }
            guard utf8[index] == UInt8(ascii: "<"),
                let close = utf8[index...].prefix(400).firstIndex(of: UInt8(ascii: ">"))
            else {
                index = utf8.index(after: index)
                continue
            }
            let tag = text[index..<close].dropFirst()
            let name = tag.prefix { $0.isLetter || $0 == "/" }.lowercased()
            index = utf8.index(after: close)
            guard ["sync", "p", "/body", "/sami"].contains(name) else { continue }
            if let last {
                pieces.append((last.line, last.tag, text[start..<tag.startIndex].dropLast()))
            }
            last = (line, tag)
            start = index
        }
        if let last { pieces.append((last.line, last.tag, text[start...])) }
        return pieces
    }

    private mutating func read(_ tag: Substring, _ words: Substring, line: Int) {
        let name = tag.prefix { $0.isLetter || $0 == "/" }.lowercased()
        if name == "sync" {
            now = Self.value("start", in: tag).flatMap { Int($0) }.flatMap { count in
                (0...3_600_000_000).contains(count) ? .milliseconds(count) : nil
            }
            if now == nil {
                let place = SourcePlace(path: file.path, line: line, column: 1)
                file.faults.append(
                    SubtitleFault(
                        place: place, message: "the time cannot be read; it looks like Start=1000"))
            }
        }
        guard name == "p" || (name == "sync" && words.saysSomething), let now else { return }
        let kind = Self.value("class", in: tag)?.lowercased() ?? ""
        close(kind, at: now)
        let text = Self.text(words)
        guard !text.isBlank else { return }
        var cue = Cue(line: line, start: now, end: now, text: text)
        cue.language = languages.count > 1 ? languages[kind] : nil
        open[kind] = cue
    }

    /// The words with line breaks for `<br>`; other tags are removed later.
    private static func text(_ words: Substring) -> String {
        let joined = words.split(whereSeparator: \.isNewline).joined(separator: " ")
        var text = joined
        for tag in ["<br>", "<br/>", "<br />", "<BR>", "<BR/>", "<Br>"] {
            text = text.replacing(tag, with: "\n")
        }
        return text.replacing("&nbsp;", with: " ").replacing("&nbsp", with: " ")
    }

    /// What an attribute says: `Start=1000`, `Class="ENCC"`.
    private static func value(_ name: String, in tag: Substring) -> String? {
        for word in tag.split(whereSeparator: \.isWhitespace) {
            let parts = word.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == name else { continue }
            return String(parts[1].filter { $0 != "\"" && $0 != "'" })
        }
        return nil
    }

    private mutating func close(_ kind: String, at end: Duration) {
        guard var cue = open.removeValue(forKey: kind) else { return }
        cue.end = max(cue.start, end)
        file.cues.append(cue)
    }

    /// Nothing says when the last ones are over: they get as long as it takes to read them.
    private mutating func closeAll() {
        for (kind, cue) in open.sorted(by: { $0.key < $1.key }) {
            close(kind, at: cue.start + .seconds(1) + .milliseconds(100 * cue.text.count))
        }
        file.cues = file.cues.enumerated().sorted {
            ($0.element.start, $0.offset) < ($1.element.start, $1.offset)
        }.map(\.element)
    }
}
