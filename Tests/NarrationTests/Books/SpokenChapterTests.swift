import Books
import Markup
import Narration
import TestSupport
import Testing
import Texts

@Suite("Spoken chapters")
struct SpokenChapterTests {
    private let roles = Roles(
        headings: [1: "one"], otherHeadings: "other", dialogue: "talk",
        voices: ["ANNA": "a", "Old Bob": "b"])

    @Test("without roles a chapter is one stretch, blocks parted by blank lines, verse by lines")
    func oneStretch() throws {
        let chapter = try Spoken.chapter([
            Block(.heading(level: 1), "CHAPTER I"), Block(.paragraph, "“Yes,” he said."),
            Block(.verse, "Tyger\n\n\n  tyger"), Block(.paragraph, "* * *"),
            Block(.tableRow, "a, b"),
        ])
        let text = "CHAPTER I\n\n“Yes,” he said.\n\nTyger\ntyger\n\n* * *\n\na, b"
        #expect(chapter.text == text)
        #expect(chapter.stretches == [SpokenChapter.Stretch(text: text)])
        #expect(chapter.scalarCount == text.unicodeScalars.count)
    }

    @Test("headings, speech and the rest have their voices, and touching ones are joined")
    func voices() throws {
        let chapter = try Spoken.chapter(
            [
                Block(.heading(level: 1), "PART “ONE”"), Block(.heading(level: 3), "The hat"),
                Block(.heading(level: 4), "or the cat"),
                Block(.paragraph, "“Come,” he said. “Now!”"), Block(.paragraph, "“No.”"),
                Block(.paragraph, "* * *"), Block(.paragraph, "“Yes” … “Well.”"),
            ], roles: roles)
        #expect(
            Spoken.lines(chapter) == [
                "one: PART “ONE”", "other: The hat\n\nor the cat", "talk: “Come,”", "-: he said.",
                "talk: “Now!”\n\n“No.”\n\n* * *\n\n“Yes” … “Well.”",
            ])
    }

    @Test("marks give stretches to voices, and are not spoken")
    func marks() throws {
        let chapter = try Spoken.chapter(
            Spoken.paragraphs(
                "One [voice:ANNA] two “Three.” [/voice] four [VOICE: Old  Bob ]five", "Six.",
                "[voice:ANNA]", "Seven “Eight.”", "Nine [voice:Old Bob]ten[/voice] eleven.",
                "[/voice]", "Twelve [voices] [a]."), roles: roles)
        #expect(
            Spoken.lines(chapter) == [
                "-: One", "a: two “Three.”", "-: four", "b: five", "-: Six.",
                "a: Seven “Eight.”\n\nNine", "b: ten", "a: eleven.", "-: Twelve [voices] [a].",
            ])
    }

    @Test("the lexicon does not touch the names in marks")
    func lexiconAndMarks() throws {
        let lexicon = Lexicon(joining: [])
        let entry = Lexicon.Entry(word: "ANNA", spoken: "Ana", place: Spoken.place)
        #expect(lexicon.entries.isEmpty && entry.isCaseSensitive)
        try withTemporaryFolder { folder in
            try Spoken.write("word,spoken\nANNA,Ana\n", to: folder + "/l.csv")
            let chapter = try Spoken.chapter(
                Spoken.paragraphs("[voice:ANNA]ANNA."), roles: roles,
                lexicon: try Lexicon(path: folder + "/l.csv"))
            #expect(Spoken.lines(chapter) == ["a: Ana."])
            #expect(chapter.text == "[voice:ANNA]Ana.")
        }
    }

    @Test(
        "a mark that cannot be followed is told with its place",
        arguments: [
            ("[voice:Anna] x", "[voice:Anna] names no voice; the roles name ANNA, Old Bob"),
            ("x [voice: ]", "the voice mark `[voice: ]` has no name or no closing bracket"),
            ("x [voice:ANNA", "the voice mark `[voice:ANNA` has no name or no closing bracket"),
        ])
    func faults(text: String, message: String) {
        let place = "book.txt:1:1: paragraph 2 of this chapter: "
        #expect(
            Spoken.error {
                _ = try Spoken.chapter(Spoken.paragraphs("a", text), roles: roles)
            } == place + message)
        #expect(
            Spoken.error { _ = try Spoken.chapter(Spoken.paragraphs("[voice:ANNA]", "a")) }
                == "book.txt:1:1: paragraph 1 of this chapter: [voice:ANNA] names no voice; "
                + "give it one among `voices` in a file for --roles")
    }

    @Test("nothing of a text is lost between its stretches", arguments: 0..<300)
    func nothingLost(seed: UInt64) throws {
        var numbers = SplitMix64(seed: seed)
        let blocks = numbers.blocks(words: SplitMix64.words)
        for language in ["en", "ru"] {
            let chapter = try Spoken.chapter(blocks, roles: roles, language: language)
            guard !chapter.stretches.isEmpty else {
                #expect(!chapter.text.contains { $0.isLetter || $0.isNumber })
                continue
            }
            let spoken = chapter.stretches.map(\.text).joined().filter { !$0.isWhitespace }
            #expect(spoken == chapter.text.filter { !$0.isWhitespace })
            for stretch in chapter.stretches {
                #expect(stretch.text.contains { $0.isLetter || $0.isNumber })
            }
            for (one, next) in zip(chapter.stretches, chapter.stretches.dropFirst()) {
                #expect(one.voiceID != next.voiceID)
            }
            let plain = try Spoken.chapter(blocks)
            #expect(plain.stretches.map(\.text) == [plain.text])
        }
    }
}

@Suite("Roles")
struct RolesTests {
    private func roles(_ json: String) throws -> Roles {
        try withTemporaryFolder { folder in
            try Spoken.write(json, to: folder + "/roles.json")
            return try Roles(path: folder + "/roles.json")
        }
    }

    @Test("a file gives voices by name or by identifier")
    func reads() throws {
        let roles = try roles(
            """
            {"voices": {"ANNA": "voice_1", "Old Bob": "voice_2"},
             "headings": {"1": "ANNA", "*": "voice_3"}, "dialogue": "Old Bob"}
            """)
        #expect(
            roles
                == Roles(
                    headings: [1: "voice_1"], otherHeadings: "voice_3", dialogue: "voice_2",
                    voices: ["ANNA": "voice_1", "Old Bob": "voice_2"]))
        #expect(try self.roles("{}") == Roles())
    }

    @Test(
        "what is wrong in a file is told by its member",
        arguments: [
            ("{\"speakers\": {}}", "`speakers`: there is no such member"),
            ("{\"headings\": {\"7\": \"a\"}}", "`headings.7`: a heading's level is 1 to 6"),
            ("{\"headings\": \"a\"}", "`headings`: it must be an object"),
            ("{\"dialogue\": {\"a\": \"b\"}}", "`dialogue`: it must be one voice"),
            ("{\"dialogue\": \"a b\"}", "`dialogue`: `a b` is no voice's identifier"),
            ("{\"voices\": {\"A]\": \"b\"}}", "`voices.A]`: a name has no brackets"),
            ("{\"voices\": {\"A\": \"\"}}", "`voices.A`: `` is no voice's identifier"),
            ("{\"voices\": {\"A\": 1}}", "the value of `voices.A` is of the wrong kind"),
            ("[]", "the value of the file is of the wrong kind"),
            ("{\n \"voices\": }", "2:12: invalid JSON: "),
        ])
    func faults(json: String, message: String) {
        let text = Spoken.error { _ = try roles(json) }
        #expect(
            text.contains("/roles.json:\(message)") || text.contains("/roles.json: \(message)"),
            "\(text)")
    }
}
