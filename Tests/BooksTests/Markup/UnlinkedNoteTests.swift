import Books
import Testing

/// Notes that no link leads to, notes of several paragraphs, and the places of marks.
@Suite struct UnlinkedNoteTests {
    @Test(
        "a note goes with its mark, and no space is left before the stop",
        arguments: [
            (
                """
                <p>He came<sup>1</sup> and went.<sup>2</sup></p>~<p><sup>1</sup> Records o\
                f old.</p><p><sup>2</sup> See the preface.</p>
                """,
                ["He came and went."]
            ),
            (
                """
                <p>He came<sup>1</sup> and went.<sup>2</sup></p>~<h2>Notes</h2><p>1. Recor\
                ds of old.</p><p>2. See the preface.</p>
                """,
                ["He came and went."]
            ),
            (
                """
                <p>He came<sup>1</sup> and went.<sup>2</sup></p>~<hr/><p>1. Records of old\
                .</p><p>2. See the preface.</p>
                """,
                ["He came and went."]
            ),
            (
                """
                <p>Let x<sup>2</sup> be here<sup>1</sup> and there<sup>2</sup>.</p>~<p><su\
                p>1</sup> Records of old.</p><p><sup>2</sup> See the preface.</p>
                """,
                ["Let x² be here and there."]
            ),
            (
                "<p>众人散去［十二］。又来〔三〕。</p>~<p>〔三〕见前文。</p><p>［十二］见后文。</p>",
                ["众人散去。又来。"]
            ),
            (
                "<p>He came(*) and went†.</p>~<p>(*) Records of old.</p><p>† See the preface.</p>",
                ["He came and went."]
            ),
            (
                "<p>He came* and went.</p>~<p>* Records of old.</p>",
                ["He came and went."]
            ),
            (
                """
                <p>He came [1] and went.</p>~<h2>Notes</h2><p>[1] Records of old.</p><p>Th\
                ey were long.</p><p>And dull.</p>
                """,
                ["He came and went."]
            ),
            (
                """
                <p>He came [1] and went [2].</p>~<p>[1] Records of old.</p><p>They were lo\
                ng.</p><p>[2] See.</p>
                """,
                ["He came and went."]
            ),
            (
                """
                <p>He came [1] and went.</p>~<p>[1] Records of old.</p><p>The rest of the \
                story is long and goes on here.</p>~
                """,
                [
                    "He came and went.",
                    "The rest of the story is long and goes on here.",
                ]
            ),
            (
                "<p>众人散去<sup>[十二]</sup>。</p><p>他说（四）日后再来。</p>~",
                [
                    "众人散去。",
                    "他说（四）日后再来。",
                ]
            ),
            (
                "<p>He came [1] and went.</p>~<dl><dt>[1]</dt><dd>Records of old.</dd></dl>",
                ["He came and went."]
            ),
            (
                "<p>众人散去①。又来②。</p>~<p>①见前文。</p><p>②见后文。</p>",
                ["众人散去。又来。"]
            ),
            (
                """
                <p>Seven<a id="A1" href="#F1"><sup>[1]</sup></a> words.</p>~<p class="foot\
                note"><a id="F1" href="#A1">[1]</a> They were:</p><p class="footnote">More\
                 of it.</p><p>THE END of all.</p>
                """,
                [
                    "Seven words.",
                    "THE END of all.",
                ]
            ),
            (
                """
                <p>Seven<a id="A1" href="#F1"><sup>1</sup></a> words.</p>~<ol><li><p><a id\
                ="F1" href="#A1">1</a> They were:</p><p>More of it.</p></li></ol>
                """,
                ["Seven words."]
            ),
        ] as [(String, [String])])
    func notes(body: String, spoken: [String]) throws {
        #expect(try SpokenPage.texts(body) == spoken)
    }

    @Test(
        "what looks like a mark and has no note is spoken",
        arguments: [
            (
                """
                <p>The area is 5 m<sup>2</sup> and x<sup>2</sup>.</p>~<p>1. Take water.</p\
                ><p>2. Boil it.</p>
                """,
                [
                    "The area is 5 m² and x².",
                    "1. Take water.",
                    "2. Boil it.",
                ]
            ),
            (
                "<p>Let x<sup>2</sup> be y<sup>3</sup> and H<sub>2</sub>O.</p>~",
                ["Let x² be y³ and H₂O."]
            ),
            (
                "<p>We need:</p><p>* bread</p><p>* wine</p>~",
                [
                    "We need:",
                    "* bread",
                    "* wine",
                ]
            ),
            (
                "<p>He sayd [sic] in [1914] that [he] went.</p>~",
                ["He sayd [sic] in [1914] that [he] went."]
            ),
            (
                "<p>The array a[1] and a[2] are set.</p>~",
                ["The array a[1] and a[2] are set."]
            ),
            (
                """
                <p>[1] The first is here, see [2].</p><p>[2] The second is here.</p><p>[3]\
                 The third is here, after [2].</p><p>[4] The fourth, more.</p>~
                """,
                [
                    "[1] The first is here, see [2].",
                    "[2] The second is here.",
                    "[3] The third is here, after [2].",
                    "[4] The fourth, more.",
                ]
            ),
            (
                "<p>Let f<sup>(2)</sup>(x) be.</p>~",
                ["Let f⁽²⁾(x) be."]
            ),
            (
                "<p>分三：①天；②地；③人。</p>~",
                ["分三：①天；②地；③人。"]
            ),
            (
                """
                <p>Il dit<a epub:type="noteref" href="#w"> 1</a> ; puis non <a epub:type="\
                noteref" href="#w">2</a>.</p><aside epub:type="footnote" id="w">x</aside>~
                """,
                ["Il dit ; puis non."]
            ),
        ] as [(String, [String])])
    func others(body: String, spoken: [String]) throws {
        #expect(try SpokenPage.texts(body) == spoken)
    }

    private let body = """
        <p>He came [1] and went<sup>2</sup>.</p>~<p>[1] Records of old.</p><p><sup>2</sup> See.</p>
        """

    @Test("notes without links are spoken where their marks stand")
    func inline() throws {
        let spoken = try SpokenPage.texts(body) { $0.notes = .inline }
        #expect(spoken == ["He came (Records of old.) and went (See.)."])
    }

    @Test("notes without links are spoken at the end of their chapter")
    func end() throws {
        let spoken = try SpokenPage.texts(body) { $0.notes = .end }
        #expect(spoken == ["He came and went.", "Records of old.", "See."])
    }

    @Test("notes on a page of their own belong to the marks of the chapters before")
    func book() throws {
        var book = EPUBFixture()
        book.add("a.xhtml", "<h1>One</h1><p>He came [1] and went. [2]</p>\(SpokenPage.prose)")
        book.add("b.xhtml", "<h1>Two</h1><p>She came<sup>3</sup>.</p>\(SpokenPage.prose)")
        book.add(
            "c.xhtml", "<h1>Notes</h1><p>[1] Of old.</p><p>More.</p><p>[2] See.</p><p>3. So.</p>")
        let texts = try book.read().texts
        #expect(texts.map { $0[1] } == ["He came and went.", "She came."])
    }

    @Test("a note of several paragraphs is one note")
    func severalParagraphs() throws {
        let body = """
            <p>Seven words<a id="A1" href="#F1"><sup>[1]</sup></a> were said.</p>~
            <div class="footnotes"><h3>NOTES:</h3><div class="footnote">
            <p><a id="F1" href="#A1">[1]</a> They were these:</p><p>1. First.</p><p>2. Second.</p>
            <p>3. Third.</p><p>4. Fourth.</p><p>5. Fifth.</p><p>So says the church.</p></div></div>
            """
        #expect(try SpokenPage.texts(body) == ["Seven words were said."])
    }
}
