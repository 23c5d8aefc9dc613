import Texts

/// The languages of a file in which each line begins with one in brackets, `[eng] Hello`.
struct LanguageLines {
    /// The cues with a language of their own where the file has several; else as they are.
    ///
    /// Sounds and speakers stand in brackets too, so that codes count only where most cues begin with
    /// one, where a language that people subtitle in is among them, and where they come again.
    ///
    /// - Parameter isLikely: Whether the file's name says that it has several languages.
    static func parted(_ cues: [Cue], isLikely: Bool) -> [Cue] {
        var codes: [String: Int] = [:]
        var spokenCount = 0
        var codedCount = 0
        for cue in cues {
            let lines = cue.text.split(separator: "\n")
            guard let first = lines.first else { continue }
            spokenCount += 1
            if parted(first) != nil { codedCount += 1 }
            for line in lines { if let code = parted(line)?.code { codes[code, default: 0] += 1 } }
        }
        let isUsual = isLikely ? codedCount * 2 >= spokenCount : codedCount * 10 >= spokenCount * 9
        let areKnown = codes.keys.filter(LanguageCode.isCommon).count
        let recur = codes.values.reduce(0, +) >= codes.count * 2
        guard codedCount > 0, isUsual, areKnown == codes.count || (areKnown > 0 && recur) else {
            return cues
        }
        return cues.flatMap(byLanguage)
    }

    /// The cues of one, a new one where a line begins with a language.
    private static func byLanguage(_ cue: Cue) -> [Cue] {
        var cues: [Cue] = []
        for line in cue.text.split(separator: "\n") {
            if let (language, text) = parted(line) {
                var other = cue
                other.language = language
                other.text = text
                cues.append(other)
            } else if cues.isEmpty {
                return [cue]
            } else {
                cues[cues.count - 1].text += "\n" + line
            }
        }
        return cues.isEmpty ? [cue] : cues
    }

    /// A language's code of three letters (ISO 639) or two and what follows it.
    private static func parted(_ line: Substring) -> (code: String, text: String)? {
        let line = line.trimmed
        guard line.first == "[", let close = line.prefix(14).firstIndex(of: "]") else { return nil }
        let code = line[line.index(after: line.startIndex)..<close]
        let base = code.prefix { $0 != "-" && $0 != "_" }
        guard (2...3).contains(base.count), code.count <= 12,
            base.utf8.allSatisfy({ (97...122).contains($0) })
        else { return nil }
        return (String(code), String(line[line.index(after: close)...].trimmed))
    }
}
