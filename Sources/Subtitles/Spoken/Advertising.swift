import Books

/// Lines with which makers and sites of subtitles speak for themselves.
enum Advertising {
    /// Whether a line is one: by a site's name, by a whole phrase, or by the words of a credit that
    /// it begins with.
    static func isFound(in line: String) -> Bool {
        let text = line.lowercased()
        guard text.unicodeScalars.count <= 160 else { return false }
        let bytes = Array(text.utf8)
        if marks.contains(where: bytes.holds) || isAddress(text) { return true }
        let bare = text.drop { "-~*=<>[](){}【】 .♪".contains($0) }
        return openings.contains { bare.hasPrefix($0) } || isCredit(bare)
    }

    /// Names of sites, and phrases that nobody says in a film.
    private static let marks = [
        "opensubtitles", "open-subtitles", "osdb.link", "addic7ed", "subscene.com", "podnapisi",
        "tvsubtitles", "titlovi.com", "legendas.tv", "napiprojekt", "napisy24", "feliratok.info",
        "yts.mx", "yts.am", "yts.lt", "yts.ag", "yify", "zimuku", "subhd.", "assrt.net",
        "shooter.cn", "yyets", "zimuzu", "amara.org", "support us and become vip member",
        "advertise your product or brand here", "please rate this subtitle",
        "help other users to choose the best subtitles", "to remove all ads from",
        "字幕组", "字幕組", "字幕製作", "字幕制作", "자막 제작", "字幕由",
    ].map { Array($0.utf8) }

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

    private static let works: Set<Substring> = [
        "subtitles", "subtitle", "subtitled", "subs", "captions", "captioned", "captioning",
        "sync", "synced", "synchro", "synchronized", "resync", "resynced", "corrections",
        "corrected", "correction", "translation", "translated", "transcript", "transcribed",
        "transcription", "ripped", "rip", "encoded", "timing", "timed", "edited",
    ]

    /// Whether a text is a credit in English: works, and `by` whom.
    ///
    /// `Edited by` and such need another work beside them, for people say them.
    private static func isCredit(_ text: Substring) -> Bool {
        let words = text.split { " ,&+/:".contains($0) }
        guard let by = words.prefix(7).firstIndex(of: "by"), by > 0, by + 1 < words.count else {
            return false
        }
        let named = words[..<by].filter { $0 != "and" }
        let isWork = named.allSatisfy(works.contains)
        let areSubtitles = named.contains { word in
            ["sub", "sync", "resync", "caption"].contains(where: word.hasPrefix)
        }
        return isWork && (areSubtitles || named.count > 1)
    }

    /// Whether a text is an address of the web and nothing else.
    private static func isAddress(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: ".")) else { return false }
        let address = text.filter { !"-~*=<>[](){} ".contains($0) }
        let begins = ["www.", "http://", "https://"].contains(where: address.hasPrefix)
        return begins && text.split(separator: " ").count <= 2
    }
}

extension [UInt8] {
    /// Whether other bytes stand in these.
    fileprivate func holds(_ other: [UInt8]) -> Bool {
        guard let first = other.first, other.count <= count else { return false }
        return (0...(count - other.count)).contains { start in
            self[start] == first && self[start..<(start + other.count)].elementsEqual(other)
        }
    }
}
