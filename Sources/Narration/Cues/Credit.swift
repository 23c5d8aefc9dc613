/// Lines that say who made subtitles: what was done, and a name.
enum Credit {
    /// A line without the marks with which it is set off.
    static func bare(_ line: String) -> Substring {
        line.drop { "-~*=<>[](){}【】 .♪".contains($0) }
    }

    /// Whether a line is a credit in English: works, and `by` whom.
    ///
    /// `Edited by` and such need another work beside them, for people say them.
    static func isOfWorks(_ line: Substring) -> Bool {
        let words = line.split { " ,&+/:=~*".contains($0) }
        guard let by = words.prefix(7).firstIndex(where: { $0.lowercased() == "by" }), by > 0,
            by + 1 < words.count
        else { return false }
        let named = words[..<by].map { $0.lowercased() }.filter { $0 != "and" }
        let areSubtitles = named.contains { word in
            ["sub", "sync", "resync", "caption"].contains(where: word.hasPrefix)
        }
        return named.allSatisfy(works.contains) && (areSubtitles || named.count > 1)
            && areNames(words[(by + 1)...])
    }

    /// Whether a line begins as credits do, and goes on with names.
    static func isOpened(_ line: Substring) -> Bool {
        let text = line.lowercased()
        guard let opening = openings.first(where: text.hasPrefix) else { return false }
        let rest = line.dropFirst(opening.count)
        if opening.last?.isASCII == true, !":：".contains(opening.last ?? " ") { return true }
        let words = rest.split(separator: " ")
        if rest.contains(where: { ("\u{2E80}"..."\u{9FFF}").contains($0) }) {
            return rest.count <= 16 && !rest.contains { $0.isASCII && $0.isLetter }
                && words.allSatisfy { $0.count <= 4 }
        }
        return areNames(words[...])
    }

    /// Whether a Chinese group of translators is named, or names its work.
    static func isOfGroup(_ text: String) -> Bool {
        for group in ["字幕组", "字幕組"] {
            guard let found = text.firstRange(of: group) else { continue }
            let behind = text[found.upperBound...]
            return behind.isEmpty || behind.contains("：") || behind.contains(":")
                || behind.first == " " || groupWorks.contains(where: behind.hasPrefix)
        }
        return ["字幕製作", "字幕制作", "자막 제작", "字幕由"].contains(where: text.hasPrefix)
    }

    /// Whether a text is as short as a notice is, or names what somebody did.
    static func isNotice(_ text: String) -> Bool {
        text.split(separator: " ").count <= 3
            || [" by ", " from ", ":", "@", "www."].contains(where: text.contains)
    }

    /// Whether words are names: one or two of any kind, or more with capitals.
    private static func areNames(_ words: ArraySlice<Substring>) -> Bool {
        guard let first = words.first, !noNames.contains(first.lowercased()) else { return false }
        let isNamed = { (word: Substring) in
            word.first.map { !$0.isLowercase } ?? true || ["and", "und", "et", "y"].contains(word)
        }
        return words.count <= 2 || (words.count <= 8 && words.allSatisfy(isNamed))
    }

    private static let noNames: Set<String> = [
        "a", "an", "clicking", "default", "hand", "hardware", "her", "his", "its", "my", "nobody",
        "our", "pressing", "software", "that", "the", "their", "this", "using", "your",
    ]

    private static let works: Set<String> = [
        "subtitles", "subtitle", "subtitled", "subs", "captions", "captioned", "captioning",
        "sync", "synced", "synchro", "synchronized", "resync", "resynced", "corrections",
        "corrected", "correction", "translation", "translated", "transcript", "transcribed",
        "transcription", "ripped", "rip", "encoded", "timing", "timed", "edited",
    ]

    private static let groupWorks = ["出品", "制作", "製作", "作品", "荣誉", "榮譽", "翻译", "翻譯", "联合"]

    /// What credits begin with.
    private static let openings = [
        "subtitles downloaded from", "downloaded from www", "sous-titres par", "sous-titrage :",
        "sous-titrage:", "untertitel von", "untertitel:", "untertitelung:", "subtítulos por",
        "subtítulos:", "subtitulado por", "sottotitoli a cura di", "sottotitoli di",
        "sottotitoli:", "legendas por", "legendas:", "legendado por", "tradução e legendas",
        "napisy:", "tłumaczenie:", "vertaling:", "ondertiteling:", "субтитры:", "субтитры сделал",
        "субтитры от", "субтитры подготов", "редактор субтитров", "корректор субтитров",
        "перевод:", "переведено ", "翻译：", "翻譯：", "翻译:", "翻譯:", "校对：", "校對：", "校对:", "校對:",
        "时间轴：", "時間軸：", "时间轴:", "時間軸:", "压制：", "压制:", "字幕：", "字幕:", "翻訳：", "자막:", "번역:",
    ]
}
