import Books
import Testing

/// Inline marks by CommonMark's rules, and in texts made to take long.
@Suite(.timeLimit(.minutes(10))) struct MarkdownInlinesTests {
    private static func text(_ markdown: String) throws -> String {
        try TextData.markdown(markdown).bodyText
    }

    @Test(
        "Marks of emphasis pair by the rules of runs",
        arguments: [
            ("*one**two*", "one**two"), ("*one**two***", "onetwo"), ("***one** two*", "one two"),
            ("**one*two*three**", "onetwothree"), ("*one _two* three_", "one _two three_"),
            ("******six******", "six"),
            ("_____five_____", "five"), ("one_two_three", "one_two_three"),
            ("_one_two", "_one_two"), ("one*two*three", "onetwothree"), ("*(*one*)*", "(one)"),
            ("_(one)_.", "(one)."), ("** one**", "** one**"), ("**one", "**one"),
            ("~~one~~ ~two~ ~~~three~~~", "one ~two~ ~~~three~~~"),
            ("*[one*](x) two*", "one* two"), ("*[one](*) two*", "one two"),
            ("\\*one\\* *two\\**", "*one* two*"),
        ])
    func emphasis(markdown: String, spoken: String) throws {
        #expect(try Self.text(markdown) == spoken)
    }

    @Test(
        "Where a language writes no spaces, a mark beside a quotation counts",
        arguments: [
            ("他说**“你好。”**然后走了。", "他说“你好。”然后走了。"), ("他说**\"你好\"**然后走了。", "他说\"你好\"然后走了。"),
            ("これは**(本当)**です。", "これは(本当)です。"), ("前_后_左", "前_后_左"),
        ])
    func eastern(markdown: String, spoken: String) throws {
        #expect(try Self.text(markdown) == spoken)
    }

    @Test(
        "Code, tags and addresses bind tighter than brackets",
        arguments: [
            ("[no `link](x)`", "[no link](x)"), ("[one](<a b> 'title') two", "one two"),
            ("[one](a\\)b) two", "one two"), ("[one](a \"b)\") two", "one two"),
            ("[one](a (b) two", "[one](a (b) two"), ("[one [two] three](x)", "one [two] three"),
            ("[one](my file.html) two", "one two"), ("![a](b) [![c](d)](e) two", "two"),
            ("`` a`b `` and `c", "a`b and `c"),
            ("write <me@host.example>", "write me@host.example"),
            ("one <?php x ?> two", "one two"), ("one <b\nclass=\"x\">two</b>", "one two"),
        ])
    func brackets(markdown: String, spoken: String) throws {
        #expect(try Self.text(markdown) == spoken)
    }

    @Test(
        "What only looks like a tag is text",
        arguments: [
            "if x<y, then z>w", "a < b and c > d", "<not a tag, but words>", "1 <2> 3",
            "</one two>", "<33> <__>", "a<b\"c>d",
        ])
    func noTags(text: String) throws {
        #expect(try Self.text(text) == text)
    }

    @Test("Labels of links fold case and white space")
    func labels() throws {
        #expect(
            try Self.text("[One  Two] [x][ONE two] [y][no]\n\n[one two]: z") == "One Two x [y][no]")
    }

    @Test("Marks without an end are text, however many there are")
    func unclosed() throws {
        let marks = [
            "*a **b ", "[", "[a](", "[a][b", "a<b ", "^[a ", "_a ", "![", "<!--", "`a ``b ",
        ]
        for mark in marks {
            let text = String(repeating: mark, count: 20_000)
            let spoken = try Self.text("A.\n\nb" + text)
            #expect(spoken.contains(mark.trimmingPrefix(" ").prefix(1)), "\(mark)")
            #expect(spoken.count >= 19_000, "\(mark)")
        }
    }

    @Test("Marks around marks are all taken off, however deep they are")
    func nested() throws {
        let count = 10_000
        let pairs = [("[", "](x)"), ("*a **b ", "c** d* "), ("**", "**")]
        for (open, close) in pairs {
            let text =
                String(repeating: open, count: count) + "word"
                + String(repeating: close, count: count)
            let spoken = try Self.text("A " + text)
            #expect(!spoken.contains("*") && !spoken.contains("["), "\(open)")
        }
        let words = (0..<20_000).map { "*word\($0)*" }.joined(separator: " ")
        #expect(try Self.text(words).hasSuffix("word19999"))
    }
}
