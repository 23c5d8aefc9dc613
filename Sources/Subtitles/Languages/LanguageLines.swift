import Texts

/// The languages of a file whose lines begin with them, `[eng] Hello`.
///
/// Sounds and speakers stand in brackets too, so that tags count only where most cues begin with one,
/// where a language that people subtitle in is among them, and where they come again.
struct LanguageLines {
    /// The tags that are languages, as they are compared.
    private let codes: Set<String>

    /// The cues with a language of their own where the file has several; else as they are.
    ///
    /// - Parameter isLikely: Whether the file's name says that it has several languages.
    static func parted(_ cues: [Cue], isLikely: Bool) -> [Cue] {
        guard let languages = LanguageLines(cues, isLikely: isLikely) else { return cues }
        return cues.flatMap(languages.byLanguage)
    }

    private init?(_ cues: [Cue], isLikely: Bool) {
        let cues = cues.compactMap { cue -> [LanguageTag]? in
            let lines = cue.text.split(separator: "\n")
            return lines.isEmpty ? nil : lines.flatMap(Self.tags)
        }
        let tags = Array(cues.joined())
        let counts = Dictionary(tags.map { ($0.code, 1) }, uniquingKeysWith: +)
        let common = Set(tags.filter(\.isCommon).map(\.code))
        let most = common.compactMap { counts[$0] }.max() ?? 0
        // A tag that comes as often as languages do is one, though nobody knows its code.
        let codes = Set(
            tags.filter { tag in
                let count = counts[tag.code, default: 0]
                return tag.isCommon || tag.isCodeLike || (count >= 2 && count * 2 >= most)
            }.map(\.code))
        let areKnown = common.count == codes.count || counts.values.reduce(0, +) >= counts.count * 2
        let taggedCount = cues.count { $0.contains { codes.contains($0.code) } }
        let pairedCount = cues.count { Set($0.map(\.code)).intersection(common).count > 1 }
        let arePaired = pairedCount >= 2 && pairedCount * 2 >= cues.count
        let areUsual =
            isLikely ? taggedCount * 2 >= cues.count : taggedCount * 10 >= cues.count * 9
        let needsPairs = tags.contains(where: \.hasColon)
        guard taggedCount > 0, !common.isEmpty, areKnown,
            arePaired || (areUsual && !needsPairs)
        else { return nil }
        self.codes = codes
    }

    /// The cues of one, a new one where a language begins.
    ///
    /// What stands before the first language is for all of them.
    private func byLanguage(_ cue: Cue) -> [Cue] {
        var cues: [Cue] = []
        for line in cue.text.split(separator: "\n").flatMap(pieces) {
            if let (tag, text) = tagged(line) {
                var other = cue
                other.language = tag.written
                other.text = String(text)
                cues.append(other)
            } else if cues.isEmpty {
                var other = cue
                other.text = String(line)
                cues.append(other)
            } else {
                cues[cues.count - 1].text += "\n" + line
            }
        }
        return cues.isEmpty ? [cue] : cues
    }

    private func tagged(_ line: Substring) -> (tag: LanguageTag, text: Substring)? {
        LanguageTag.parted(line).flatMap { codes.contains($0.tag.code) ? $0 : nil }
    }

    /// The tag that a line begins with, and those of languages within it.
    private static func tags(of line: Substring) -> [LanguageTag] {
        let first = LanguageTag.parted(line).map { [$0.tag] } ?? []
        return first + inner(of: line).map(\.tag).filter(\.isCommon)
    }

    /// What may be tags within a line, behind a space.
    private static func inner(
        of line: Substring
    ) -> [(index: Substring.Index, tag: LanguageTag)] {
        zip(line.indices, line.indices.dropFirst()).compactMap { before, index in
            guard line[index] == "[" || line[index] == "{", line[before] == " ",
                let tag = LanguageTag.parted(line[index...])?.tag
            else { return nil }
            return (index, tag)
        }
    }

    /// A line cut where another language begins within it: `[eng] Hello [spa] Hola`.
    private func pieces(_ line: Substring) -> [Substring] {
        var pieces: [Substring] = []
        var start = line.startIndex
        for (index, tag) in Self.inner(of: line) where codes.contains(tag.code) {
            pieces.append(line[start..<index])
            start = index
        }
        return (pieces + [line[start...]]).filter { !$0.isBlank }
    }
}
