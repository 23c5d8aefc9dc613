import Books
import Testing

/// Lines of verse, and the breaks that part paragraphs.
@Suite struct VerseTests {
    @Test(
        "two breaks end a paragraph, one does not",
        arguments: [
            (
                "<div>One is here.<br/>&#160;<br/>Two is here.</div>~",
                [
                    "One is here.",
                    "Two is here.",
                ]
            ),
            (
                "<div>One is here.<br> <br>\n<br>Two is here.</div>~",
                [
                    "One is here.",
                    "Two is here.",
                ]
            ),
            (
                "<p>One<br/>two</p>~",
                ["One two"]
            ),
            (
                "<p class=\"poem\">Twinkle,<br/>twinkle<br/><br/>little,<br/>star</p>~",
                [
                    "Twinkle,\ntwinkle",
                    "little,\nstar",
                ]
            ),
            (
                "<div><span><i>One is here.<br/><br/>Two</i> is here.</span></div>~",
                [
                    "One is here.",
                    "Two is here.",
                ]
            ),
            (
                "<h2>One<br/><br/>Two</h2>~",
                ["One Two"]
            ),
        ] as [(String, [String])])
    func breaks(body: String, spoken: [String]) throws {
        #expect(try SpokenPage.texts(body) == spoken)
    }

    @Test(
        "blocks that are lines make a stanza",
        arguments: [
            (
                "<p class=\"line\">And so it goes,</p><p class=\"line\">and goes</p>~",
                ["And so it goes,\nand goes"]
            ),
            (
                """
                <div class="stanza"><p>And so it goes,</p><p>And goes</p></div><div class=\
                "stanza"><p>And on</p><p>And off</p></div>~
                """,
                [
                    "And so it goes,\nAnd goes",
                    "And on\nAnd off",
                ]
            ),
            (
                """
                <div class="poem"><p>And so it goes,</p><p>And goes</p><p>&#160;</p><p>And\
                 on</p><p>And off</p></div>~
                """,
                [
                    "And so it goes,\nAnd goes",
                    "And on\nAnd off",
                ]
            ),
            (
                """
                <div class="poem"><p class="title">The Pond</p><p>And so it goes,</p><p>An\
                d goes</p></div>~
                """,
                [
                    "The Pond",
                    "And so it goes,\nAnd goes",
                ]
            ),
            (
                """
                <div><p>April is a month of frost,</p><p>Breaking ice upon the pond,</p><p\
                >Mixing mud with what was lost</p><p>And the willow and the frond.</p></di\
                v>~
                """,
                [
                    """
                    April is a month of frost,\nBreaking ice upon the pond,\nMixing mud with \
                    what was lost\nAnd the willow and the frond.
                    """
                ]
            ),
            (
                "<div class=\"poem\"><p>One,<br/>two,</p><p>three,<br/>four</p></div>~",
                [
                    "One,\ntwo,",
                    "three,\nfour",
                ]
            ),
        ] as [(String, [String])])
    func lines(body: String, spoken: [String]) throws {
        #expect(try SpokenPage.texts(body) == spoken)
    }

    @Test(
        "short blocks of prose are no verse",
        arguments: [
            (
                """
                <div><p>“Yes,” he said.</p><p>“No,” she said.</p><p>“Why?”</p><p>“Because.\
                ”</p><p>He left.</p></div>~
                """,
                [
                    "“Yes,” he said.",
                    "“No,” she said.",
                    "“Why?”",
                    "“Because.”",
                    "He left.",
                ]
            ),
            (
                "<div><p>The Tower,</p><p>a novel,</p><p>by</p><p>John Roe</p></div>~",
                [
                    "The Tower,",
                    "a novel,",
                    "by",
                    "John Roe",
                ]
            ),
            (
                "<ul><li>Apples,</li><li>Pears,</li><li>Plums,</li><li>Figs</li></ul>~",
                [
                    "Apples,",
                    "Pears,",
                    "Plums,",
                    "Figs",
                ]
            ),
        ] as [(String, [String])])
    func prose(body: String, spoken: [String]) throws {
        #expect(try SpokenPage.texts(body) == spoken)
    }

    @Test(
        "numbers that count the lines of verse are not spoken",
        arguments: [
            (
                """
                <div class="poem"><p>one<br/>two<br/>three<br/>four<br/>five <span>5</span\
                ><br/>six<br/>seven<br/>eight<br/>nine<br/>ten 10</p></div>~
                """,
                ["one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten"]
            ),
            (
                """
                <div class="poem"><p>and one<br/>and two<br/>and three<br/>and four<br/><s\
                pan style="float:right">5</span>And five<br/>six<br/>seven<br/>eight<br/>n\
                ine<br/><span style="float:right">10</span>And ten</p></div>~
                """,
                [
                    """
                    and one\nand two\nand three\nand four\nAnd five\nsix\nseven\neight\nnine\
                    \nAnd ten
                    """
                ]
            ),
            (
                """
                <div class="poem"><p>a one<br/>a two<br/>a three</p><p>a four<br/>a five,5\
                <br/>a six</p><p>a seven<br/>a eight<br/>a nine</p><p>a ten10<br/>a eleven\
                </p></div>~
                """,
                [
                    "a one\na two\na three",
                    "a four\na five,\na six",
                    "a seven\na eight\na nine",
                    "a ten\na eleven",
                ]
            ),
            (
                """
                <table><tr><td>And one was here</td><td></td></tr><tr><td>And two was here\
                </td><td></td></tr><tr><td>And three was here</td><td></td></tr><tr><td>An\
                d four was here</td><td></td></tr><tr><td>And five was here</td><td>5</td>\
                </tr></table>~
                """,
                [
                    "And one was here",
                    "And two was here",
                    "And three was here",
                    "And four was here",
                    "And five was here",
                ]
            ),
        ] as [(String, [String])])
    func numbers(body: String, spoken: [String]) throws {
        #expect(try SpokenPage.texts(body) == spoken)
    }

    @Test(
        "numbers that do not count the lines are spoken",
        arguments: [
            (
                """
                <div class="poem"><p>In nineteen hundred<br/>and 1914<br/>we went<br/>and \
                1920<br/>again</p></div>~
                """,
                ["In nineteen hundred\nand 1914\nwe went\nand 1920\nagain"]
            ),
            (
                """
                <table><tr><th>Name</th><th>Sum</th></tr><tr><td>Ann</td><td>5</td></tr><t\
                r><td>Bob</td><td>10</td></tr><tr><td>Cid</td><td>15</td></tr></table>~
                """,
                [
                    "Name, Sum",
                    "Ann, 5",
                    "Bob, 10",
                    "Cid, 15",
                ]
            ),
            (
                "<table><tr><td>Ann Roe</td><td>12 Elm<br/>York<br/>UK</td></tr></table>~",
                ["Ann Roe, 12 Elm York UK"]
            ),
        ] as [(String, [String])])
    func otherNumbers(body: String, spoken: [String]) throws {
        #expect(try SpokenPage.texts(body) == spoken)
    }

    @Test("lines that only their class parts make a stanza")
    func spans() throws {
        let body = """
            <p class="stanza"><span class="line">And so it goes,</span><span class="line">and goes\
            </span></p><p>One <span class="line">line</span> of prose.</p>~
            """
        #expect(try SpokenPage.texts(body) == ["And so it goes,\nand goes", "One line of prose."])
    }

    @Test("a number with the class of a line's number is not spoken")
    func numberClasses() throws {
        let body = """
            <div class="linegroup"><div>And went on into the garden,<span class="lnum">10</span>\
            </div><div>And talked.<span class="lineno">15</span></div></div>~
            """
        #expect(try SpokenPage.texts(body) == ["And went on into the garden,\nAnd talked."])
    }

    @Test("verse in the cells of a play keeps its lines")
    func play() throws {
        let body = """
            <table><tr><td>Ann</td><td><p><span>We do it wrong, being so grand</span><br/>\
            <span>To offer it the show of force</span><br/><span>For it is as the air</span></p>\
            </td></tr><tr><td>Bob</td><td>It was about to speak,<br/>when the cock crew.</td></tr>\
            </table>~
            """
        let blocks = try SpokenPage.blocks(body)
        #expect(
            blocks.map(\.text) == [
                "Ann",
                """
                We do it wrong, being so grand
                To offer it the show of force
                For it is as the air
                """, "Bob", "It was about to speak,\nwhen the cock crew.",
            ])
        #expect(blocks.map(\.kind) == [.paragraph, .verse, .paragraph, .verse])
    }
}
