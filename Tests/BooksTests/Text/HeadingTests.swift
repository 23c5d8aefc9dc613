import Books
import Markup
import Testing
import Texts

/// Chapters by headings, in the languages the reader knows.
@Suite struct HeadingTests {
    /// A text with a chapter under each heading.
    private static func novel(_ headings: [String], paragraph: String) -> String {
        headings.map { "\($0)\n\n\(paragraph)\n\n\(paragraph)\n" }.joined(separator: "\n\n\n")
    }

    private static let latin = """
        The morning was grey and the street was empty when the cart came up the hill
        with its load of straw, and nobody but the dog took any notice of it at all,
        for in that village people had long since ceased to wonder at what came by.
        """
    private static let cyrillic = """
        Утро было серое, и улица стояла пустая, когда телега медленно поднялась на
        холм со своей соломой, и никто, кроме собаки, не обратил на неё внимания,
        потому что в этой деревне давно перестали удивляться тому, что едет мимо.
        """
    private static let han = """
        　　清晨的街道上空无一人，一辆装满稻草的车慢慢爬上了山坡，除了一条狗之外，谁也没有
        理会它，因为村里的人早就不再对路过的东西感到惊奇了。
        """

    @Test(
        "Numbered headings make chapters",
        arguments: [
            (["CHAPTER I", "CHAPTER II", "CHAPTER III"], latin),
            (["Chapter One", "Chapter Two", "Chapter Three"], latin),
            (["CHAPTER THE FIRST", "CHAPTER THE SECOND", "CHAPTER THE LAST"], latin),
            (["Chapter 1: The Cart", "Chapter 2: The Dog", "Chapter 3: The Straw"], latin),
            (["CHAPITRE PREMIER", "CHAPITRE II", "CHAPITRE III"], latin),
            (["Erstes Kapitel", "Zweites Kapitel", "Drittes Kapitel"], latin),
            (["1. Kapitel", "2. Kapitel", "3. Kapitel"], latin),
            (["Capítulo primero", "Capítulo segundo", "Capítulo tercero"], latin),
            (["CAPITOLO I", "CAPITOLO II", "CAPITOLO III"], latin),
            (["Capitolo primo", "Capitolo secondo", "Capitolo terzo"], latin),
            (["Глава 1", "Глава 2", "Глава 3"], cyrillic),
            (["ГЛАВА ПЕРВАЯ", "ГЛАВА ВТОРАЯ", "ГЛАВА ТРЕТЬЯ"], cyrillic),
            (["第一章　车", "第二章　狗", "第三章　稻草"], han),
            (["第 1 章 车", "第 2 章 狗", "第 3 章 稻草"], han),
            (["第１回：车上山来", "第２回：狗看车去", "第３回：稻草满村"], han),
            (["卷一", "卷二", "卷三"], han),
            (["第一話", "第二話", "第三話"], han),
            (["一", "二", "三"], han),
            (["（一）", "（二）", "（三）"], han),
            (["제 1 장", "제 2 장", "제 3 장"], latin),
            (["正文 第一章 车", "正文 第二章 狗", "正文 第三章 稻草"], han),
            (["第一章", "第三章（上）", "第三章（下）"], han),
            (["1화", "2화 만남", "3화"], latin),
            (["その一", "その二　犬", "その三"], han),
            (["上", "中", "下"], han),
            (["上", "下"], han),
            (["ONE", "TWO", "THREE"], latin),
            (["Cap. I", "Cap. II", "Cap. III"], latin),
            (["CHAPTER I", "CHAP. II", "CHAPTER III"], latin),
            (["I", "II", "III"], latin),
            (["I.", "II.", "III."], latin),
            (["I. THE CART", "II. THE DOG", "III. THE STRAW"], latin),
            (["Prologue", "Chapter 1", "Chapter 2", "Epilogue"], latin),
        ] as [([String], String)])
    func headings(_ headings: [String], paragraph: String) throws {
        let book = try TextData.text(Self.novel(headings, paragraph: paragraph))
        let titles = headings.map { $0.replacingOccurrences("\u{3000}", " ") }
        #expect(book.titles.map { $0?.replacingOccurrences("\u{3000}", " ") } == titles)
        #expect(
            book.body.allSatisfy { $0.blocks.count == 3 && $0.blocks[0].kind == .heading(level: 1) }
        )
    }

    @Test("A number and the name below it are one title and two headings")
    func twoLines() throws {
        let headings = ["CHAPTER I.\nThe Cart", "CHAPTER II.\nThe Dog", "CHAPTER III.\nThe Straw"]
        let book = try TextData.text(Self.novel(headings, paragraph: Self.latin))
        #expect(
            book.titles == ["CHAPTER I. The Cart", "CHAPTER II. The Dog", "CHAPTER III. The Straw"])
        #expect(book.body[1].blocks.prefix(2).map(\.text) == ["CHAPTER II.", "The Dog"])
    }

    @Test("A name in a paragraph of its own goes to the number if all chapters have one")
    func nameBelow() throws {
        let headings = ["I\n\nThe Cart", "II\n\nThe Dog", "III\n\nThe Straw", "IV\n\nThe End"]
        let book = try TextData.text(Self.novel(headings, paragraph: Self.latin))
        #expect(book.titles == ["I The Cart", "II The Dog", "III The Straw", "IV The End"])
    }

    @Test("A first paragraph is no name")
    func noName() throws {
        let text = (1...4).map { "Chapter \($0)\n\nIt rained.\n\n\(Self.latin)\n\n" }.joined()
        #expect(
            try TextData.text(text).titles == ["Chapter 1", "Chapter 2", "Chapter 3", "Chapter 4"])
    }

    @Test("A heading may be long, a sentence of that length is none")
    func longHeading() throws {
        let heading =
            "CHAPTER 2: What happened to Mr. Jones, and how he was found at last by his friends in "
            + "the old mill by the river"
        let paragraph = Array(repeating: Self.latin, count: 9).joined(separator: "\n")
        let text = Self.novel(["CHAPTER 1", heading, "\(heading)."], paragraph: paragraph)
        #expect(try TextData.text(text).titles == ["CHAPTER 1", heading])
    }

    @Test(
        "A sentence that stands right below a heading is no name",
        arguments: [
            ("CHAPTER", "He left.", "“Yes,” she said."), ("CHAPTER", "“No.”", "She went."),
            ("第章", "完。", "下雨了。"), ("第章", "吾輩は猫である。名前はまだ無い。", "どこで生れたか。"),
        ])
    func sentenceBelow(_ word: String, _ sentence: String, _ next: String) throws {
        let headings = word == "第章" ? ["第一章", "第二章"] : ["CHAPTER I", "CHAPTER II"]
        let text = headings.map { "\($0)\n\(sentence)\n\n\(next)\n\n" }.joined()
        let book = try TextData.text(text)
        #expect(book.titles == headings)
        #expect(book.body[1].blocks[1] == Block(.paragraph, sentence))
    }

    @Test("A lone heading of another kind is text among the chapters of a book")
    func stray() throws {
        let text = Self.novel(
            ["CHAPTER I", "CHAPTER II\n\n第一章\n\nLetter 1", "CHAPTER III"], paragraph: Self.latin)
        #expect(try TextData.text(text).titles == ["CHAPTER I", "CHAPTER II", "CHAPTER III"])
    }

    @Test("The list of contents is left out")
    func contents() throws {
        let list =
            "A TALE\n\nby Somebody\n\nCONTENTS\n\nChapter I. The Cart .... 1\nChapter II. The Dog .... 9\n\n\n"
        let body = Self.novel(
            ["Chapter I. The Cart", "Chapter II. The Dog"], paragraph: Self.latin)
        let book = try TextData.text(list + body)
        #expect(book.titles == ["Chapter I. The Cart", "Chapter II. The Dog"])
        #expect(book.left(.contents).count == 1)
        #expect(book.metadata.title == "A TALE")
        #expect(book.metadata.authors == ["Somebody"])
        #expect(book.chapters[0].matter == .front)
    }

    @Test("A list of contents without the word is left out")
    func silentContents() throws {
        let list = "A TALE\n\nI. The Cart\n\nII. The Dog\n\nIII. The Straw\n\n\n"
        let body = Self.novel(
            ["I. The Cart", "II. The Dog", "III. The Straw"], paragraph: Self.latin)
        let book = try TextData.text(list + body)
        #expect(book.titles == ["I. The Cart", "II. The Dog", "III. The Straw"])
        #expect(book.left(.contents).count == 1)
    }

    @Test("Titles without numbers are found by the list of contents")
    func listedTitles() throws {
        let list = "STORIES\n\nContents\n\nThe Cart\nThe Dog\nThe Straw\n\n\n"
        let body = Self.novel(["The Cart", "The Dog", "The Straw"], paragraph: Self.latin)
        #expect(try TextData.text(list + body).titles == ["The Cart", "The Dog", "The Straw"])
    }

    @Test("Lines that only look like headings stay in their chapter")
    func falseHeadings() throws {
        let text = """
            CHAPTER I

            \(Self.latin)

            Chapter 9 was the one he liked best, and he read it aloud to the dog every
            single evening until the candle went out and the dog had gone to sleep.

            Chapter 7

            \(Self.latin)

            I

            CHAPTER II

            \(Self.latin)

            Part of the straw was wet.

            CHAPTER III

            \(Self.latin)
            """
        let book = try TextData.text(text)
        #expect(book.titles == ["CHAPTER I", "CHAPTER II", "CHAPTER III"])
        #expect(book.body[0].blocks.contains { $0.text == "Chapter 7" })
    }

    @Test("Parts and chapters have levels, and a part's heading goes to its first chapter")
    func parts() throws {
        let text = ["PART ONE\n\n\nI", "II", "PART TWO\n\n\nI", "II"].map {
            "\($0)\n\n\(Self.latin)\n\n\n"
        }.joined()
        let book = try TextData.text(text)
        #expect(book.titles == ["I", "II", "I", "II"])
        #expect(book.body.map(\.parts) == [["PART ONE"], ["PART ONE"], ["PART TWO"], ["PART TWO"]])
        #expect(book.body.map(\.level) == [2, 2, 2, 2])
        #expect(book.body[2].blocks[0] == Block(.heading(level: 1), "PART TWO"))
    }

    @Test("Chapters count on in a part whose first chapter is in the part's own heading")
    func partsWithFirst() throws {
        let headings = [
            "PART 1\nTHE CART\nCHAPTER I", "CHAPTER II", "CHAPTER III",
            "PART 2\nTHE DOG\nCHAPTER I",
            "CHAPTER II", "CHAPTER III", "CHAPTER IV",
        ]
        let book = try TextData.text(Self.novel(headings, paragraph: Self.latin))
        #expect(book.body.count == 7)
    }

    @Test("Numbered lists and short numbered chapters are no contents, and stay")
    func numberedLists() throws {
        let list = "1. Take the straw.\n2. Put it on the cart.\n3. Go up the hill."
        let text = Self.novel(
            ["CHAPTER I", "CHAPTER II", "CHAPTER III"], paragraph: "\(list)\n\nThat is all.")
        let book = try TextData.text(text)
        #expect(book.titles == ["CHAPTER I", "CHAPTER II", "CHAPTER III"])
        #expect(book.left(.contents).isEmpty)
        let poems = ["PART ONE\n\nI", "II", "III", "PART TWO\n\nI", "II", "III"]
            .map { "\($0)\n\nThe water runs,\nthe water goes.\n\n" }.joined()
        #expect(try TextData.text(poems).left(.contents).isEmpty)
    }

    @Test("Letters alone on their lines make the chapters of a dictionary")
    func letters() throws {
        let text = "ABCDEFGHIJKLM".map { "\($0)\n\n\($0)ORD, n. \(Self.latin)\n\n\n" }.joined()
        #expect(try TextData.text(text).titles == "ABCDEFGHIJKLM".map { "\($0)" })
    }

    @Test("A text without headings is one chapter named like its file")
    func noHeadings() throws {
        #expect(try TextData.text("\(Self.latin)\n\n\(Self.latin)\n").titles == ["story"])
    }

    @Test("A web novel without blank lines has its chapters")
    func webNovel() throws {
        let text = (1...4).map { number in
            "第\(number)章 风起\n"
                + (1...6).map { "　　他走了\($0)里路，什么也没有看见，只听见风声。" }.joined(separator: "\n") + "\n"
        }.joined()
        let book = try TextData.text(text)
        #expect(book.titles == (1...4).map { "第\($0)章 风起" })
        #expect(book.body.allSatisfy { $0.blocks.count == 7 })
    }
}

extension String {
    fileprivate func replacingOccurrences(_ old: Character, _ new: Character) -> String {
        String(map { $0 == old ? new : $0 })
    }
}
