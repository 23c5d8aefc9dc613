import Texts

extension HeadingMark {
    /// Headings of Chinese, Japanese and Korean texts.
    static func eastern(_ line: [Unicode.Scalar]) -> HeadingMark? {
        let line = withoutBodyMark(line.filter { !"【】「」『』〈〉".unicodeScalars.contains($0) })
        return unit(line[...]) ?? volume(line) ?? counted(line) ?? suffixed(line) ?? listed(line)
            ?? unnumbered(line)
    }

    /// The line without the word for the main text that web novels put before each heading.
    private static func withoutBodyMark(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard line.starts(with: "正文".unicodeScalars) else { return line }
        let rest = line.dropFirst(2)
        return rest.first?.isSpace == true ? Array(rest.drop { $0.isSpace }) : line
    }

    /// `第一回：…`, `第 12 章 …`, `제 1 장 …`, `12화 …`.
    private static func unit(_ line: ArraySlice<Unicode.Scalar>) -> HeadingMark? {
        var rest = line
        let isOrdinal = rest.first == "第" || rest.first == "제"
        if isOrdinal { rest = rest.dropFirst().drop { $0.isSpace } }
        let digits = rest.prefix { $0.isDigit || Numeral.ideographic([$0]) != nil }
        rest = rest.dropFirst(digits.count).drop { $0.isSpace }
        guard let number = Numeral.decimal(digits) ?? Numeral.ideographic(digits),
            let unit = rest.first, let depth = HeadingWords.easternDepths[unit]
        else { return nil }
        // Without 第 only 章 and 장 name nothing else, and the words for an episode after digits.
        let title = rest.dropFirst()
        let isEpisode = "화話话".unicodeScalars.contains(unit) && digits.allSatisfy(\.isDigit)
        guard isOrdinal || isEpisode || "章장".unicodeScalars.contains(unit),
            isTitle(title, isOrdinal: isOrdinal), isOrdinal || title.last?.canEndSentence != true
        else { return nil }
        return HeadingMark(
            form: Form(style: .named("\(unit)"), depth: depth), number: number,
            hasTitle: title.contains(where: \.isWordPart), step: step(of: title))
    }

    private static let steps: [Unicode.Scalar: Int] = ["上": 1, "中": 2, "下": 3]

    /// Which part of a chapter a title says it is: `（上）`, `风云（2）`.
    private static func step(of title: ArraySlice<Unicode.Scalar>) -> Int? {
        let words = title.split { !$0.isWordPart }
        guard let last = words.last, title.last?.isWordPart == false || words.count == 1 else {
            return nil
        }
        return bareStep(last) ?? Numeral.decimal(last) ?? Numeral.ideographic(last)
    }

    /// `上`, `中`, `下`.
    static func bareStep(_ word: some Collection<Unicode.Scalar>) -> Int? {
        word.count == 1 ? word.first.flatMap { steps[$0] } : nil
    }

    /// `その一`, `其二`, with a title after a space.
    private static func counted(_ line: [Unicode.Scalar]) -> HeadingMark? {
        let words = ["その", "其の", "其之", "其"].first { line.starts(with: $0.unicodeScalars) }
        guard let words else { return nil }
        let rest = line.dropFirst(words.unicodeScalars.count)
        let digits = rest.prefix { Numeral.ideographic([$0]) != nil }
        let title = rest.dropFirst(digits.count)
        guard let number = Numeral.ideographic(digits), title.count <= 24,
            title.first?.isSpace != false, title.last?.canEndSentence != true
        else { return nil }
        return HeadingMark(
            form: Form(style: .named("其"), depth: Form.chapterDepth + 1), number: number,
            hasTitle: title.contains(where: \.isWordPart))
    }

    /// Whether what follows a number may be a title: parted from it, or short and no sentence.
    private static func isTitle(_ title: ArraySlice<Unicode.Scalar>, isOrdinal: Bool) -> Bool {
        guard let first = title.first else { return true }
        guard title.count <= 50, let last = title.last, !"。，、；,".unicodeScalars.contains(last)
        else { return false }
        if first.isSpace || !first.isWordPart { return true }
        return isOrdinal && !first.isHangul && title.count <= 25
            && !title.contains { "，。！？、".unicodeScalars.contains($0) }
    }

    /// `卷一 …`, `卷之上`, `上卷`, `上`.
    private static func volume(_ line: [Unicode.Scalar]) -> HeadingMark? {
        let form = Form(style: .named("卷"), depth: 1)
        if line.count == 2, let number = steps[line[0]], "卷巻篇編编部冊册".unicodeScalars.contains(line[1])
        {
            return HeadingMark(form: form, number: number, hasTitle: false)
        }
        guard let first = line.first, "卷巻".unicodeScalars.contains(first) else { return nil }
        let rest = line.dropFirst().drop { $0 == "之" || $0.isSpace }
        let digits = rest.prefix {
            $0.isDigit || Numeral.ideographic([$0]) != nil || steps[$0] != nil
        }
        let number =
            Numeral.decimal(digits) ?? Numeral.ideographic(digits)
            ?? digits.first.flatMap { digits.count == 1 ? steps[$0] : nil }
        let title = rest.dropFirst(digits.count)
        guard let number, title.isEmpty || isTitle(title, isOrdinal: false) else { return nil }
        return HeadingMark(
            form: form, number: number, hasTitle: title.contains(where: \.isWordPart))
    }

    /// A title with its number behind it: `始計第一`.
    private static func suffixed(_ line: [Unicode.Scalar]) -> HeadingMark? {
        guard (3...12).contains(line.count), line.allSatisfy(\.isHan),
            let mark = line.lastIndex(of: "第"), mark > 0,
            let number = Numeral.ideographic(line[(mark + 1)...])
        else { return nil }
        return HeadingMark(
            form: Form(style: .suffixed, depth: Form.chapterDepth), number: number, hasTitle: true)
    }

    /// A number before a title: `一、…`, `（三）…`, `一　…`.
    private static func listed(_ line: [Unicode.Scalar]) -> HeadingMark? {
        let rest = line.drop { $0 == "（" || $0 == "(" }
        let digits = rest.prefix { Numeral.ideographic([$0]) != nil }
        let title = rest.dropFirst(digits.count)
        guard let number = Numeral.ideographic(digits), number > 0, let sign = title.first,
            "、）).．:：　 ".unicodeScalars.contains(sign), (2...24).contains(title.count),
            let last = title.last, !"。，！？」".unicodeScalars.contains(last)
        else { return nil }
        return HeadingMark(
            form: Form(style: .titled(.ideographic), depth: Form.chapterDepth), number: number,
            hasTitle: true)
    }

    /// `楔子`, `番外 雪夜`, `番外篇三`: a word without number, or with one of its own.
    private static func unnumbered(_ line: [Unicode.Scalar]) -> HeadingMark? {
        guard line.count <= 24 else { return nil }
        var name = line.prefix { !$0.isSpace && !"：:—·".unicodeScalars.contains($0) }
        if !HeadingWords.easternSpecial.contains(String(name)) {
            let isNumber = { (scalar: Unicode.Scalar) in
                scalar.isDigit || Numeral.ideographic([scalar]) != nil || steps[scalar] != nil
            }
            while let last = name.last, isNumber(last) { name.removeLast() }
            while let last = name.last, "之篇編编章卷話话第".unicodeScalars.contains(last),
                !HeadingWords.easternSpecial.contains(String(name))
            { name.removeLast() }
        }
        guard HeadingWords.easternSpecial.contains(String(name)) else { return nil }
        return HeadingMark(
            form: Form(style: .special, depth: Form.chapterDepth), number: nil, hasTitle: true)
    }
}

extension Unicode.Scalar {
    var isSpace: Bool { value == 0x20 || value == 0x3000 || value == 0x09 }
}
