import Books
import TestSupport
import Testing
import Texts

/// Headings that are told by how they count, whatever their language.
@Suite struct CountingHeadingTests {
    private static let paragraph = """
        The morning was grey and the street was empty when the cart came up the hill
        with its load of straw, and nobody but the dog took any notice of it at all,
        for in that village people had long since ceased to wonder at what came by.
        """
    private static let han = """
        　　清晨的街道上空无一人，一辆装满稻草的车慢慢爬上了山坡，除了一条狗之外，谁也没有
        理会它，因为村里的人早就不再对路过的东西感到惊奇了。
        """

    private static func novel(_ headings: [String], paragraph: String = paragraph) -> String {
        headings.map { "\($0)\n\n\(paragraph)\n\n\(paragraph)\n" }.joined(separator: "\n\n\n")
    }

    @Test(
        "A word and a number that count are headings in any language",
        arguments: [
            ["Hoofdstuk 1", "Hoofdstuk 2", "Hoofdstuk 3"],
            ["HOOFDSTUK I", "HOOFDSTUK II", "HOOFDSTUK III"],
            ["Rozdział 1", "Rozdział 2", "Rozdział 3"],
            ["Rozdział pierwszy", "Rozdział drugi", "Rozdział trzeci"],
            ["1. luku", "2. luku", "3. luku"],
            ["Ensimmäinen luku", "Toinen luku", "Kolmas luku"],
            ["บทที่ 1", "บทที่ 2", "บทที่ 3"], ["บทที่๑", "บทที่๒", "บทที่๓"],
            ["الفصل 1", "الفصل 2", "الفصل 3"], ["الفصل ١", "الفصل ٢", "الفصل ٣"],
            ["الفصل الأول", "الفصل الثاني", "الفصل الثالث"],
            ["פרק א", "פרק ב", "פרק ג"], ["פרק 1", "פרק 2", "פרק 3"],
            ["Κεφάλαιο 1", "Κεφάλαιο 2", "Κεφάλαιο 3"],
            ["ΚΕΦΑΛΑΙΟ Α΄", "ΚΕΦΑΛΑΙΟ Β΄", "ΚΕΦΑΛΑΙΟ Γ΄"],
            ["Bölüm 1", "Bölüm 2", "Bölüm 3"], ["1. Bölüm", "2. Bölüm", "3. Bölüm"],
            ["BİRİNCİ BÖLÜM", "İKİNCİ BÖLÜM", "ÜÇÜNCÜ BÖLÜM"],
            ["अध्याय १", "अध्याय २", "अध्याय ३"], ["पहला अध्याय", "दूसरा अध्याय", "तीसरा अध्याय"],
            ["Chương 1: Chiếc xe", "Chương 2: Con chó", "Chương 3: Rơm"],
            ["Chương một", "Chương hai", "Chương ba"],
            ["Розділ 1. Віз", "Розділ 2. Пес", "Розділ 3. Солома"],
            ["1. fejezet", "2. fejezet", "3. fejezet"], ["Kapitola 1", "Kapitola 2", "Kapitola 3"],
            ["Bab 1", "Bab 2", "Bab 3"], ["Hst. 1", "Hst. 2", "Hst. 3"],
            ["First Tale", "Second Tale", "Third Tale"],
            ["Erster Abend", "Zweiter Abend", "Dritter Abend"],
        ])
    func anyLanguage(_ headings: [String]) throws {
        #expect(try TextData.text(Self.novel(headings)).titles == headings)
    }

    @Test("Short lines alone that share a word are headings though their numbers are not known")
    func sharedWord() throws {
        let headings = [
            "Lehen kapitulua", "Bigarren kapitulua", "Hirugarren kapitulua", "Laugarren kapitulua",
        ]
        #expect(try TextData.text(Self.novel(headings)).titles == headings)
    }

    @Test(
        "A number that is missing or misprinted ends no series",
        arguments: [
            ["I", "II", "III", "V", "VI", "VII"], ["I", "II", "III", "III", "V", "VI"],
            ["I", "II", "III", "IIII", "V", "VI"], ["I.", "II.", "III.", "IV.", "VII.", "VIII."],
            ["1", "2", "3", "5", "6", "7"], ["Luku 1", "Luku 2", "Luku 4", "Luku 5"],
            ["II", "III", "IV", "V"], ["I. THE CART", "II. THE DOG", "IV. THE HILL", "V. THE END"],
            ["CHAPTER I", "CHAPTER II", "CHAPTER IIII", "CHAPTER V"],
        ])
    func gaps(_ headings: [String]) throws {
        #expect(try TextData.text(Self.novel(headings)).titles == headings)
    }

    @Test(
        "Circles and the letter O are zeros",
        arguments: ["○", "◯", "Ｏ", "O", "〇", "零"])
    func zeros(_ zero: String) throws {
        let headings = ["第九十九回：車", "第一\(zero)\(zero)回：狗", "第一\(zero)一回：草", "第一一\(zero)回：夜"]
        #expect(try TextData.text(Self.novel(headings, paragraph: Self.han)).titles == headings)
    }

    @Test("A Chinese heading needs no blank line, and prose that names a chapter is none")
    func noBlankLine() throws {
        let text = (1...4).map { number in
            "第\(["一", "二", "三", "四"][number - 1])回\n\n"
                + Array(repeating: "話說天色漸漸暗了，街上的人也少了。他站在門口，望著遠處的燈火，久久沒有\n", count: 6).joined()
                + "說話，要知後事如何，且看第二回中分解，夜裡起了風，樹影搖動，像水裡的魚，忙回頭\n看時，不知是\n"
        }
        let book = try TextData.text(text.joined())
        #expect(book.titles == ["第一回", "第二回", "第三回", "第四回"])
        #expect(book.bodyText.contains("且看第二回中分解"))
    }

    @Test(
        "Signs around a heading hide it from nobody",
        arguments: [
            ["☆第一章 车☆", "☆第二章 狗☆", "☆第三章 草☆"], ["◆第一章", "◆第二章", "◆第三章"],
            ["== I ==", "== II ==", "== III =="],
            ["~ Chapter 1 ~", "~ Chapter 2 ~", "~ Chapter 3 ~"],
        ])
    func ornaments(_ headings: [String]) throws {
        #expect(try TextData.text(Self.novel(headings)).body.count == 3)
    }

    @Test("Bold marks of Project Gutenberg are not spoken, equations are")
    func boldMarks() throws {
        let text = Self.novel(["=I.=\n\n=THE CART=", "=II.=\n\n=THE DOG=", "=III.=\n\n=THE HILL="])
        let book = try TextData.text(text + "\n\nIf x = 5 and y <= 6, then =z= is 7.\n")
        #expect(book.titles == ["I. THE CART", "II. THE DOG", "III. THE HILL"])
        #expect(book.bodyText.contains("If x = 5 and y <= 6, then z is 7."))
    }

    @Test(
        "Titles that only a space, or nothing, parts from their numbers count too",
        arguments: [
            ["1Building Walls", "2Building Roofs"], ["1 The Cart", "2 The Dog", "3 The Straw"],
        ])
    func unsigned(_ headings: [String]) throws {
        let long = Array(repeating: Self.paragraph, count: 3).joined(separator: "\n\n")
        #expect(try TextData.text(Self.novel(headings, paragraph: long)).titles == headings)
    }

    @Test("A number line above the first chapter of each part is spoken with that chapter")
    func partLines() throws {
        let text = Self.novel(["— I —\n\n\n[ 1 ]", "[ 2 ]", "[ 3 ]", "— II —\n\n\n[ 4 ]", "[ 5 ]"])
        let book = try TextData.text(text)
        #expect(book.titles == ["[ 1 ]", "[ 2 ]", "[ 3 ]", "[ 4 ]", "[ 5 ]"])
        #expect(book.firstTexts(3) == ["— II —", "[ 4 ]"])
        #expect(book.body.dropFirst(3).first?.parts == ["— II —"])
    }

    @Test("A number above its title is one heading with it, also where a list names the title")
    func numberAboveTitle() throws {
        let list =
            "A TALE\n\nCONTENTS\n\nThe Cart ..... 1\nThe Dog ..... 9\nThe Straw ..... 12\n\n\n"
        let body = Self.novel(["I\n\nThe Cart", "II\n\nThe Dog", "III\n\nThe Straw"])
        #expect(
            try TextData.text(list + body).titles == ["I The Cart", "II The Dog", "III The Straw"])
    }

    // MARK: Words without numbers

    @Test("A label that comes in each chapter is no chapter")
    func label() throws {
        let chapters = (1...3).map {
            "Chapitre \($0)\n\n\(Self.paragraph)\n\nAVERTISSEMENT\n\n\(Self.paragraph)\n\nAVERTISSEMENT\n\n\(Self.paragraph)\n"
        }
        let book = try TextData.text(chapters.joined(separator: "\n\n"))
        #expect(book.titles == ["Chapitre 1", "Chapitre 2", "Chapitre 3"])
        #expect(book.bodyText.components("AVERTISSEMENT") == 6)
    }

    @Test("Interludes, prologues of parts and extra chapters may repeat")
    func repeated() throws {
        let interludes = [
            "Chapter 1", "Chapter 2", "Interlude", "Chapter 3", "Chapter 4", "Interlude",
            "Chapter 5", "Chapter 6", "Interlude",
        ]
        #expect(try TextData.text(Self.novel(interludes)).titles == interludes)
        let extra = ["第一章 车", "第二章 狗", "番外一", "番外二 草", "番外篇三", "番外", "番外", "番外"]
        #expect(try TextData.text(Self.novel(extra, paragraph: Self.han)).titles == extra)
    }

    // MARK: What is no heading

    @Test(
        "Lists, verse numbers, dialogue and table rows are no chapters",
        arguments: [
            "Act 1, he said, was better than Act 2.\n\nAct 2, she said, was worse.\n\nAct 3, they said.",
            "1 Apple\n\n2 Pears\n\n3 Plums\n\n4 Eggs", "Item 1\n\nItem 2\n\nItem 3",
            "1 In the beginning was the word.\n\n2 The same was there.\n\n3 All things were made.",
            "1  Apple  3.50\n2  Pears  4.00\n3  Plums  1.20",
            "Mr Smith\n\nYes.\n\nMr Jones\n\nNo.\n\nMr Smith\n\nWhy?\n\nMr Brown\n\nSo.",
            "Sometimes I\n\nShould I\n\nMay I", "Page 1\n\nRoom 2\n\nTable 3",
        ])
    func noHeadings(_ lines: String) throws {
        let text = "\(Self.paragraph)\n\n\(Self.paragraph)\n\n\(lines)\n\n\(Self.paragraph)\n\n"
        let book = try TextData.text(text)
        #expect(book.body.count == 1)
        #expect(TextData.count(book.spoken) == TextData.count(text))
    }

    @Test("Days that a letter counts within a chapter stay in it")
    func days() throws {
        let letter =
            "\(Self.paragraph)\n\nDay 1\n\n\(Self.paragraph)\n\nDay 2\n\n\(Self.paragraph)\n\nDay 3"
        let text = Self.novel(["CHAPTER I", "CHAPTER II", "CHAPTER III"], paragraph: letter)
        #expect(try TextData.text(text).titles == ["CHAPTER I", "CHAPTER II", "CHAPTER III"])
    }
}

extension String {
    /// How often a text stands in it.
    fileprivate func components(_ text: String) -> Int { ranges(of: text).count }
}
