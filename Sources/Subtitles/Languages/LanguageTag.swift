import Texts

/// What may be a language that a line begins with: `[eng] Hello`, `{pt-BR} Olá`, `EN: Hello`.
struct LanguageTag: Hashable {
    /// What stands there, without its marks.
    let written: String
    /// The same as a tag of BCP 47, by which tags are compared.
    let code: String
    /// Whether it is a language that people subtitle in.
    let isCommon: Bool
    /// Whether a colon marks it, which needs more to show that it is no speaker.
    let hasColon: Bool

    private static let brackets: [Character: Character] = [
        "[": "]", "{": "}", "(": ")", "【": "】", "［": "］", "（": "）", "〔": "〕", "「": "」",
    ]

    private init?(_ inner: Substring, hasColon: Bool) {
        written = inner.singleSpaced
        let marks = " -_()（）,/".unicodeScalars
        guard (2...24).contains(written.unicodeScalars.count) || written == "简" || written == "繁",
            written.unicodeScalars.first?.properties.isAlphabetic == true,
            written.unicodeScalars.allSatisfy({
                $0.properties.isAlphabetic || $0.isExtending || $0.isDigit || marks.contains($0)
            })
        else { return nil }
        code = LanguageCode.normal(written)
        isCommon = LanguageCode.isCommon(written)
        self.hasColon = hasColon
        guard !hasColon || isCommon else { return nil }
    }

    /// Whether it is written as codes are: two or three small letters, and what parts a region off.
    var isCodeLike: Bool {
        let base = written.prefix { $0 != "-" && $0 != "_" }
        return (2...3).contains(base.count) && written.count <= 12
            && base.utf8.allSatisfy { (97...122).contains($0) }
    }

    /// A line's tag and what stands behind it; nil without one.
    static func parted(_ line: Substring) -> (tag: LanguageTag, text: Substring)? {
        let line = line.trimmed
        guard let first = line.first else { return nil }
        if let close = brackets[first] {
            let inner = line.dropFirst().prefix(26)
            guard let end = inner.firstIndex(of: close),
                let tag = LanguageTag(inner[..<end], hasColon: false)
            else { return nil }
            let behind = line[line.index(after: end)...].trimmed
            return (tag, behind.first == ":" ? behind.dropFirst().trimmed : behind)
        }
        guard let colon = line.prefix(18).firstIndex(where: { $0 == ":" || $0 == "：" }),
            let tag = LanguageTag(line[..<colon], hasColon: true)
        else { return nil }
        return (tag, line[line.index(after: colon)...].trimmed)
    }
}
