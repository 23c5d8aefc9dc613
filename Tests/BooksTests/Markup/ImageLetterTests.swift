import Books
import Testing

/// Images that stand for letters of the text.
@Suite struct ImageLetterTests {
    @Test(
        "an image of a letter is read as the front of its word",
        arguments: [
            (
                "<p><svg width=\"1\"><text>T</text></svg>he tower stood.</p>~",
                ["The tower stood."]
            ),
            (
                "<p><svg aria-label=\"T\" role=\"img\"><path d=\"M\"/></svg>he tower stood.</p>~",
                ["The tower stood."]
            ),
            (
                "<p><svg><title>T</title><path d=\"M\"/></svg>he tower stood.</p>~",
                ["The tower stood."]
            ),
            (
                "<p><svg><image href=\"t.png\" alt=\"T\"/></svg>he tower stood.</p>~",
                ["The tower stood."]
            ),
            (
                "<p><object data=\"t.svg\" type=\"image/svg+xml\">T</object>he tower stood.</p>~",
                ["The tower stood."]
            ),
            (
                """
                <p><span class="dc-t" role="img" aria-label="T"></span>he tower stood.</p>\
                ~
                """,
                ["The tower stood."]
            ),
            (
                """
                <p><span aria-label="The"><span aria-hidden="true">T</span><span aria-hidd\
                en="true">he</span></span> tower stood.</p>~
                """,
                ["The tower stood."]
            ),
            (
                """
                <div class="figleft"><img src="t.png" alt="T"/></div><p>HE tower stood.</p\
                >~
                """,
                ["THE tower stood."]
            ),
            (
                "<div><img src=\"t.png\" alt=\"T\"/></div><p>he tower stood.</p>~",
                ["The tower stood."]
            ),
            (
                """
                <div class="dropcap"><img src="t.png" alt="T"/></div><p>The tower stood.</\
                p>~
                """,
                ["The tower stood."]
            ),
            (
                "<p><img src=\"t.png\" alt=\"Th\"/>e tower stood.</p>~",
                ["The tower stood."]
            ),
            (
                "<p><img src=\"t.png\" alt=\"“T\"/>he tower,” he said.</p>~",
                ["“The tower,” he said."]
            ),
            (
                "<p><img src=\"a.png\" alt=\"A\"/> man stood.</p>~",
                ["A man stood."]
            ),
            (
                "<p><img src=\"a.png\" alt=\"T\"/>\n<span>he man</span> stood.</p>~",
                ["The man stood."]
            ),
            (
                "<p><img src=\"a.png\" alt=\"I\"/> <span class=\"sc\">was</span> there.</p>~",
                ["I was there."]
            ),
            (
                "<p lang=\"pl\"><img src=\"w.png\" alt=\"W\"/> domu.</p>~",
                ["W domu."]
            ),
            (
                "<h2><img alt=\"C\"/>hapter One</h2>~",
                ["Chapter One"]
            ),
            (
                "<p><img class=\"dropcap\" src=\"s.png\" alt=\"Once\"/> upon a time.</p>~",
                ["Once upon a time."]
            ),
            (
                "<p><img src=\"x.png\" data-letter=\"T\"/>he tower.</p>~",
                ["The tower."]
            ),
        ] as [(String, [String])])
    func letters(body: String, spoken: [String]) throws {
        #expect(try SpokenPage.texts(body) == spoken)
    }

    @Test("a drop cap in letters loses the white space of the source behind it")
    func dropCaps() throws {
        let body = """
            <p><span class="dropcap">T</span>
            <span>he tower stood.</span></p><p><span class="dropcap">A</span> man came.</p>~
            """
        #expect(try SpokenPage.texts(body) == ["The tower stood.", "A man came."])
    }

    @Test(
        "an image of a character is read, by its own text or by the character its description names",
        arguments: [
            (
                """
                <p>その<img src="../../../gaiji/1-87/1-87-71.png" alt="※(「牛＋建」、第3水準1-87-71)"\
                 class="gaiji" />陀と。</p>~
                """,
                ["その犍陀と。"]
            ),
            (
                "<p>その※<span class=\"notes\">［＃「牛＋建」、第3水準1-87-71］</span>陀と。</p>~",
                ["その犍陀と。"]
            ),
            (
                "<p>森<img class=\"gaiji\" src=\"x.png\" alt=\"U+9DD7\"/>外</p>~",
                ["森鷗外"]
            ),
            (
                "<p>森<img class=\"gaiji\" src=\"x.png\" alt=\"⿰區鳥\"/>外</p>~",
                ["森外"]
            ),
            (
                "<p>森<img class=\"gaiji\" src=\"x.png\" alt=\"「區＋鳥」\"/>外</p>~",
                ["森外"]
            ),
            (
                "<p>森<img src=\"x.png\" alt=\"鷗\"/>外</p>~",
                ["森鷗外"]
            ),
            (
                """
                <p><ruby><rb><img class="gaiji" src="g.gif" alt="喰"/></rb><rt>く</rt></ruby\
                >い殺された。</p>~
                """,
                ["喰い殺された。"]
            ),
        ] as [(String, [String])])
    func characters(body: String, spoken: [String]) throws {
        #expect(try SpokenPage.texts(body) == spoken)
    }

    @Test(
        "a picture and an ornament stay silent",
        arguments: [
            (
                "<div><svg><title>Cover of the book</title><image href=\"t.png\"/></svg></div>~",
                []
            ),
            (
                "<p><img src=\"s.png\" alt=\"A picture of a ship\"/>The sea.</p>~",
                ["The sea."]
            ),
            (
                "<p><img src=\"s.png\" alt=\"Ship\"/>The sea.</p>~",
                ["The sea."]
            ),
            (
                "<p><img src=\"s.png\" alt=\"Map\"/>The sea.</p>~",
                ["The sea."]
            ),
            (
                """
                <p><img src="s.png" alt="*"/></p><p><img src="s.png" alt=""/>The sea.</p>~
                """,
                ["The sea."]
            ),
            (
                "<figure><img alt=\"Fig\"/><figcaption>The harbour.</figcaption></figure>~",
                ["The harbour."]
            ),
            (
                "<p><img src=\"t.png\" alt=\"T\" aria-hidden=\"true\"/>The tower.</p>~",
                ["The tower."]
            ),
            (
                "<p>So <img class=\"math\" alt=\"Equation\" src=\"x\"/> holds.</p>~",
                ["So holds."]
            ),
        ] as [(String, [String])])
    func pictures(body: String, spoken: [String]) throws {
        #expect(try SpokenPage.texts(body) == spoken)
    }
}
