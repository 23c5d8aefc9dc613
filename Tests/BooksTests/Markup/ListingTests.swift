import Books
import Testing

/// Preformatted text: listings, and prose and verse that keep their lines.
@Suite struct ListingTests {
    @Test(
        "listings of whatever language are not spoken",
        arguments: [
            (
                "<pre>for x in items:\n    print x\n</pre>~",
                []
            ),
            (
                "<pre>SELECT name FROM users WHERE id = 1</pre>~",
                []
            ),
            (
                "<pre>name: foo\nversion: 1.2\nitems:\n  - a\n  - b</pre>~",
                []
            ),
            (
                "<pre>[core]\npath = /usr/bin\nuser = me</pre>~",
                []
            ),
            (
                "<pre>int main(void)\n{\n    return 0;\n}</pre>~",
                []
            ),
            (
                "<pre>(defun square (x)\n  (* x x))</pre>~",
                []
            ),
            (
                "<pre>square :: Int -> Int\nsquare x = x * x</pre>~",
                []
            ),
            (
                "<pre>git commit -m \"x\"\nls -la\ncd /tmp</pre>~",
                []
            ),
            (
                "<pre>make install</pre>~",
                []
            ),
            (
                "<pre>+-----+-----+\n| one | two |\n+-----+-----+</pre>~",
                []
            ),
            (
                "<pre>src\n├── main\n└── test</pre>~",
                []
            ),
            (
                "<pre>body {\n  color: red;\n}</pre>~",
                []
            ),
            (
                "<pre>{\"a\": 1,\n \"b\": [2, 3]}</pre>~",
                []
            ),
            (
                "<pre class=\"prettyprint lang-js\">foo bar</pre>~",
                []
            ),
        ] as [(String, [String])])
    func listings(body: String, spoken: [String]) throws {
        #expect(try SpokenPage.texts(body) == spoken)
    }

    @Test(
        "prose and verse in preformatted text are spoken",
        arguments: [
            (
                """
                <pre>Tiger, tiger, burning bright\n  In the forests of the night,\n\nWhat \
                immortal hand or eye\n  Could frame thy symmetry?</pre>~
                """,
                [
                    "Tiger, tiger, burning bright\nIn the forests of the night,",
                    "What immortal hand or eye\nCould frame thy symmetry?",
                ]
            ),
            (
                """
                <pre>anyone lived in a pretty how town\nwith up so floating many bells dow\
                n\nspring summer autumn winter</pre>~
                """,
                [
                    """
                    anyone lived in a pretty how town\nwith up so floating many bells down\ns\
                    pring summer autumn winter
                    """
                ]
            ),
            (
                """
                <pre>Dear Ann,\n\nI came home late. The road was long and the\nhorse was t\
                ired, so we stayed at the inn for the\nnight and went on in the morning, w\
                hen the sun was\nalready high and the dust was on the hedges of the\nlane \
                that goes by the mill.\n\nYours, John (the elder)</pre>~
                """,
                [
                    "Dear Ann,",
                    """
                    I came home late. The road was long and the horse was tired, so we stayed\
                     at the inn for the night and went on in the morning, when the sun was al\
                    ready high and the dust was on the hedges of the lane that goes by the mi\
                    ll.
                    """,
                    "Yours, John (the elder)",
                ]
            ),
            (
                "<pre>Dear Ann,<br/>I came home late.<br/>Yours, John</pre>~",
                ["Dear Ann,\nI came home late.\nYours, John"]
            ),
            (
                "<pre>He said -- and he meant it --\n--he always did--\nthat it was late;</pre>~",
                ["He said -- and he meant it --\n--he always did--\nthat it was late;"]
            ),
            (
                "<pre>[Exit]\nAnd so he went away from here,\n(never to return);</pre>~",
                ["[Exit]\nAnd so he went away from here,\n(never to return);"]
            ),
            (
                "<pre>Sing, goddess[1], of the wrath\nof Peleus’ son[2]</pre>~",
                ["Sing, goddess[1], of the wrath\nof Peleus’ son[2]"]
            ),
            (
                "<pre>Soup         5.00\nBread        1.50\nWine by the glass   3.00</pre>~",
                ["Soup 5.00\nBread 1.50\nWine by the glass 3.00"]
            ),
        ] as [(String, [String])])
    func lines(body: String, spoken: [String]) throws {
        #expect(try SpokenPage.texts(body) == spoken)
    }

    @Test("listings are spoken where that is wanted")
    func wanted() throws {
        let body = "<pre>for x in items:\n    print(x)</pre>~"
        #expect(try SpokenPage.texts(body) { $0.readsCode = true } == ["for x in items:\nprint(x)"])
    }
}
