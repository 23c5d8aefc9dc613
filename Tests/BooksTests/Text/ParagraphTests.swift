import Books
import Markup
import Testing
import Texts

/// Lines to paragraphs and verse, and what is not spoken among them.
@Suite struct ParagraphTests {
    private static func blocks(_ text: String, options: BookReadingOptions = BookReadingOptions())
        throws -> [Block]
    {
        try TextData.text(text, options: options).chapters.flatMap(\.blocks)
    }

    @Test("Hard-wrapped lines are joined, blank lines and indents part paragraphs")
    func joining() throws {
        let text = """
            It was a dark night, and the rain fell upon the old town without any pause or
            pity, so that all its people stayed at home.
               A man came along the road with a lantern in his hand, and a dog ran before
            him, as if it knew the way to the inn that stood beside the bridge over there.

            Nobody saw him come.
            """
        let blocks = try Self.blocks(text)
        #expect(blocks.map(\.kind) == [.paragraph, .paragraph, .paragraph])
        #expect(
            blocks[0].text.hasSuffix("any pause or pity, so that all its people stayed at home."))
        #expect(blocks[1].text.hasPrefix("A man came"))
    }

    @Test("Chinese and Japanese lines are joined without a space")
    func eastern() throws {
        let text = """
            　　话说天下大势，分久必合，合久必分：周末七国分争，并入于秦。及秦灭之后，楚
            、汉分争，又并入于汉。汉朝自高祖斩白蛇而起义，一统天下。后来光武中兴，传至献
            帝，遂分为三国。
            　　建宁二年四月望日，帝御温德殿。
            """
        let blocks = try Self.blocks(text)
        #expect(blocks.count == 2)
        #expect(blocks[0].text.contains("楚、汉分争") && blocks[0].text.contains("传至献帝"))
    }

    @Test("Words cut at line ends are mended, hyphens that belong to a word stay")
    func hyphens() throws {
        let text = """
            He was a well-known man in that part of the country, and the garden was wonderful
            to see. Everybody agreed that it was the most wonder-
            ful garden of them all, and that its keeper was the best and most widely well-
            known man of the whole county, whatever his neighbours had to say about all of it.
            """
        let text2 = try Self.blocks(text)[0].text
        #expect(text2.contains("most wonderful garden"))
        #expect(text2.contains("widely well-known man"))
    }

    @Test("Soft hyphens, zero-width characters and ligatures are written out")
    func invisible() throws {
        let blocks = try Self.blocks(
            "The of\u{FB01}ce was won\u{AD}der\u{200B}ful,\u{A0}he said.\u{FEFF}\n")
        #expect(blocks.map(\.text) == ["The office was wonderful, he said."])
    }

    @Test("Verse keeps its lines")
    func verse() throws {
        let text = """
            He sat down by the fire in the long evening and began to sing the old song that
            his mother had taught him when the two of them had still lived beside the river:

                The water runs, the water goes,
                  And where it ends nobody knows;
                The boats go with it, every one,
                  Until the day and they are gone.

            Then he slept, and the fire went down, and the whole house was as quiet as a stone
            that lies at the bottom of a well in which there has been no water for many years.
            """
        let blocks = try Self.blocks(text)
        #expect(blocks.map(\.kind) == [.paragraph, .verse, .paragraph])
        #expect(blocks[1].text.split(separator: "\n").count == 4)
    }

    @Test("Italic marks are not spoken, other underscores and stars are")
    func emphasis() throws {
        let blocks = try Self.blocks(
            "It was _very_ much *too* late for snake_case and 5*3, said Mr. ____.\n")
        #expect(
            blocks[0].text == "It was very much too late for snake_case and 5*3, said Mr. ____.")
    }

    @Test("Rules, pictures and page numbers are left out")
    func furniture() throws {
        let text =
            "One.\n\n* * *\n\n[Illustration: A cart]\n\nTwo.\n\n[Pg 12]\n\nThree.\n\n-----\n\n- 13 -\n\nFour.\n"
        let book = try TextData.text(text)
        #expect(book.chapters.flatMap(\.blocks).map(\.text) == ["One.", "Two.", "Three.", "Four."])
        #expect(book.left(.pageNumber) == ["[Pg 12]", "- 13 -"])
        #expect(book.left(.alternative) == ["[Illustration: A cart]"])
        var options = BookReadingOptions()
        options.readsAlternativeText = true
        #expect(try TextData.text(text, options: options).bodyText.contains("A cart"))
    }

    // MARK: Notes

    private static let annotated = """
        The king[1] came in 1759, and paid 1,204 crowns for 3.14 acres, which is 10² rods
        [sic]. He had COVID19 and an MP3 player[2], and went home again without the queen.

          [1] His name is not known.

          [2] It was a small one, as all of them were in those days, and it
          played only one song.

        The end.
        """

    @Test("Notes and their marks are left out; numbers and brackets that are no marks stay")
    func notes() throws {
        let book = try TextData.text(Self.annotated)
        #expect(
            book.bodyText == """
                The king came in 1759, and paid 1,204 crowns for 3.14 acres, which is 10² rods [sic]. \
                He had COVID19 and an MP3 player, and went home again without the queen.
                The end.
                """)
        #expect(book.left(.note).count == 2)
    }

    @Test("Notes are spoken at their marks, or at the chapter's end")
    func spokenNotes() throws {
        var options = BookReadingOptions()
        options.notes = .inline
        let inline = try TextData.text(Self.annotated, options: options).bodyText
        #expect(inline.contains("The king (His name is not known.) came"))
        options.notes = .end
        let end = try TextData.text(Self.annotated, options: options).bodyText
        #expect(
            end.hasSuffix(
                "The end.\nHis name is not known.\nIt was a small one, as all of them were in those days, and it played only one song."
            ))
    }

    // MARK: Aozora

    private static let aozora = """
        桃の話
        山田太郎

        -------------------------------------------------------
        【テキスト中に現れる記号について】

        《》：ルビ
        -------------------------------------------------------

        ［＃大見出し］一［＃大見出し終わり］

        　大きい桃《もも》の木が天地｜開闢《かいびゃく》の頃からあった。※［＃「口＋世」、U+546D、1-1］と言った。

        ［＃大見出し］二［＃大見出し終わり］

        　※［＃「言＋墟のつくり」、第4水準2-88-74］も来た。［＃地から１字上げ］（終）


        底本：「全集」
        """

    @Test("Ruby is read once, notes and the colophon are not")
    func aozoraBase() throws {
        let book = try TextData.text(Self.aozora)
        #expect(book.titles == ["一", "二"])
        #expect(book.metadata.title == "桃の話" && book.metadata.authors == ["山田太郎"])
        #expect(book.body[0].blocks[1].text == "大きい桃の木が天地開闢の頃からあった。呭と言った。")
        #expect(book.body[1].blocks[1].text == "譃も来た。（終）")
        #expect(book.left(.ruby) == ["《もも》", "《かいびゃく》"])
        #expect(book.chapters.last?.matter == .back)
        var options = BookReadingOptions()
        options.ruby = .reading
        let reading = try TextData.text(Self.aozora, options: options)
        #expect(reading.body[0].blocks[1].text == "大きいももの木が天地かいびゃくの頃からあった。呭と言った。")
    }

    @Test("Book titles in Chinese brackets are no ruby")
    func brackets() throws {
        #expect(try Self.blocks("他读《三国志》和《水浒传》。\n").map(\.text) == ["他读《三国志》和《水浒传》。"])
    }

    // MARK: Frame

    @Test("What Project Gutenberg adds is front and back matter")
    func gutenberg() throws {
        let text = """
            The Project Gutenberg EBook of A Tale, by A. Writer

            Title: A Tale

            Author: A. Writer

            Language: English

            *** START OF THIS PROJECT GUTENBERG EBOOK A TALE ***

            Produced by Somebody


            CHAPTER I

            It rained.

            CHAPTER II

            It snowed.

            End of the Project Gutenberg EBook of A Tale

            *** END OF THIS PROJECT GUTENBERG EBOOK A TALE ***

            You may copy it.
            """
        let book = try TextData.text(text)
        #expect(
            book.metadata == BookMetadata(title: "A Tale", authors: ["A. Writer"], language: "en"))
        #expect(book.bodyText == "CHAPTER I\nIt rained.\nCHAPTER II\nIt snowed.")
        #expect(book.chapters.map(\.matter) == [.front, .body, .body, .back])
    }

    @Test("Text before the first chapter that is no title page is spoken")
    func opening() throws {
        let text =
            "A TALE\n\nTo my mother, who always knew that this would come to nothing.\n\nCHAPTER I\n\nIt rained.\n\nCHAPTER II\n\nIt snowed.\n"
        let book = try TextData.text(text)
        #expect(book.chapters.map(\.matter) == [.front, .body, .body, .body])
        #expect(book.bodyText.hasPrefix("To my mother"))
    }

    @Test("A file without text is refused", arguments: ["", "\n\n  \n", "* * *\n"])
    func empty(_ text: String) {
        #expect(throws: BookError.self) { try TextData.text(text) }
    }
}
