import Narration
import Subtitles
import Testing
import Texts

@Suite struct SpokenSpeakerTests {
    @Test(
        "labels name speakers",
        arguments: [
            (["JOHN: Hello."], ["JOHN| Hello."]), (["MAN:\nHow did we?"], ["MAN| How did we?"]),
            (["JOHN (V.O.): I was."], ["JOHN| I was."]),
            (["- MAN 1: Hi.\n- DR. SMITH: Ho."], ["MAN 1| Hi.", "DR. SMITH| Ho."]),
            (["Man 1: Hi.", "Man 1: Ho."], ["Man 1| Hi.", "Man 1| Ho."]),
            (["JOHN: Hi.\nMARY: Ho."], ["JOHN| Hi.", "MARY| Ho."]),
            (
                ["小明：你好。", "小红：你好。", "小明：再见。"],
                ["小明| 你好。", "小红| 你好。", "小明| 再见。"]
            ),
            (
                ["Anna: So?", "Ben: No.", "Well.", "Anna: Ah."],
                ["Anna| So?", "Ben| No.", "Well.", "Anna| Ah."]
            ),
            (["[John:] Come here."], ["John| Come here."]),
            (["(JOHN) Come here."], ["JOHN| Come here."]),
            (["(JOHN): Hi."], ["JOHN| Hi."]), (["JOHN: [laughs]", "JOHN: So."], ["JOHN| So."]),
            (["- JOHN: (laughs)\n- MARY: What?"], ["MARY| What?"]),
            (["[Anna] Hi.", "[Anna] Ho."], ["Anna| Hi.", "Anna| Ho."]),
            (["（田中）はい。", "（田中）ええ。"], ["田中| はい。", "田中| ええ。"]),
            (["JOHN: I went to the", "store."], ["JOHN| I went to the", "store."]),
            ([">> ANNA: So?\n>> No."], ["ANNA| So?", "-2| No."]),
        ])
    func labels(texts: [String], expected: [String]) {
        let cues = SpokenCues(cueFile(texts)).cues
        #expect(
            cues.map { cue in cue.speaker.map { "\($0)| \(cue.text)" } ?? cue.text } == expected)
    }

    @Test(
        "what only resembles a label is spoken",
        arguments: [
            "Note: this", "At 12:30 sharp", "http://a.b is it", "He said: no.",
            "Episode 3: Underground",
            "NOTE: all of it", "PART TWO: THE END", "That's it: every object", "还有一件事情要考虑的：",
            "Caption on the door: \"Cellar\"", "Épisode 6 : Le concours", "Vi lernos:", "12:30",
        ])
    func noLabels(text: String) {
        #expect(spoken(text) == [text])
        #expect(spoken(text, text).count == 2)
    }

    @Test(
        "words before a colon are spoken, however often they come",
        arguments: [
            ["Important: save your file.", "Important: back up often."],
            ["Result: A", "Look: B", "Result: C", "Look: D"],
            ["I say: No.", "Oh God: No.", "I say: No."],
            ["TODO: fix this", "TODO: Fix that."], ["USA: 5, China: 3", "USA: 6, China: 4"],
            ["他说：你好。", "首先：打开", "他说：好。"], ["قال: نعم", "قال: لا", "قال: نعم"],
            ["Paris: The city.", "Paris: The people."],
        ])
    func noLabels(texts: [String]) {
        let cues = SpokenCues(cueFile(texts))
        #expect(cues.cues.map(\.text) == texts)
        #expect(cues.cues.allSatisfy { $0.speaker == nil })
    }

    @Test("labels that are not spoken are listed")
    func listed() {
        let cues = SpokenCues(cueFile(["JOHN: Hi.", "JOHN: (laughs)"]))
        #expect(cues.unspoken.map(\.reason) == [.label, .sound, .label])
        #expect(cues.unspoken.map(\.text) == ["JOHN", "laughs", "JOHN"])
    }

    @Test("a sentence that runs on keeps its speaker")
    func runningOn() {
        var file = cueFile(["JOHN: I went to the", "store.", "Really?"])
        file.cues[1].start = .milliseconds(2100)
        file.cues[2].start = .milliseconds(4000)
        #expect(SpokenCues(file).cues.map(\.speaker) == ["JOHN", "JOHN", nil])
        file.cues[1].style = "Sign"
        #expect(SpokenCues(file).cues.map(\.speaker) == ["JOHN", nil, nil])
    }

    @Test("no speaker goes on through a file that hardly punctuates")
    func unpunctuated() {
        var file = cueFile(["JOHN: Ho there", "JOHN: Let us go", "where to", "home"])
        for index in file.cues.indices { file.cues[index].start = .seconds(2 * index) }
        for index in file.cues.indices { file.cues[index].end = .seconds(2 * index + 2) }
        #expect(SpokenCues(file).cues.map(\.speaker) == ["JOHN", "JOHN", nil, nil])
    }

    @Test(
        "two dashes are two speakers",
        arguments: [
            ("- Why?\n- Now!", ["-1| Why?", "-2| Now!"]),
            ("Why?\n- Now!", ["-1| Why?", "-2| Now!"]),
            ("- Why? - Now!", ["-1| Why?", "-2| Now!"]),
            ("– Que\nfais-tu ?\n– Rien.", ["-1| Que fais-tu ?", "-2| Rien."]),
            ("なぜ？\n―早く！", ["-1| なぜ？", "-2| 早く！"]), ("- Only me.", ["Only me."]),
            ("-5 degrees", ["-5 degrees"]), ("-.5 degrees", ["-.5 degrees"]),
            ("-$5 is owed", ["-$5 is owed"]), ("− 3 is minus three", ["− 3 is minus three"]),
            ("- 20 °C", ["- 20 °C"]), ("- 20 years.\n- No!", ["-1| 20 years.", "-2| No!"]),
            ("I was\n- as you - there", ["I was - as you - there"]),
            ("- [barks]\n- What?", ["What?"]), ("-Hola.\n-¡Eh!", ["-1| Hola.", "-2| ¡Eh!"]),
        ])
    func dashes(text: String, expected: [String]) {
        #expect(spoken(text) == expected)
    }

    @Test("only the language asked for is spoken")
    func languages() {
        var file = cueFile(["Да.", "Yes.", "Yeah."])
        for (index, language) in ["ru", "en", "en-US"].enumerated() {
            file.cues[index].language = language
        }
        #expect(file.languages == ["ru", "en", "en-US"])
        #expect(SpokenCues(file).cues.isEmpty)
        var options = SpokenOptions()
        options.language = "EN"
        let cues = SpokenCues(file, options: options)
        #expect(cues.cues.map(\.text) == ["Yes.", "Yeah."])
        #expect(cues.unspoken.map(\.reason) == [.language])
    }
}
