import JobLists
import Testing
import Texts

/// Exports of other tools, in the forms of their documents.
struct ListExportTests {
    private func read(_ export: ListExport, _ text: String) throws -> Reading {
        var options = JobReaderOptions.withVoice
        options.export = export
        options.nameTemplate = export.nameTemplate
        return try JobListsTests.read("list", text, options)
    }

    /// The text of a cell under a tool's header.
    private func spoken(_ export: ListExport, _ cell: String) throws -> (String?, String?) {
        let list =
            switch export {
            case .renpy:
                "Identifier\tCharacter\tDialogue\tFilename\tLine Number\tRen'Py Script\n"
                    + "a\te\t\(cell)\tf\t1\t\n"
            case .yarn: "language,id,text,file,node,lineNumber\nen,line:a,\"\(cell)\",f,n,1\n"
            case .unreal: "Key,SourceString\n\"a\",\"\(cell)\"\n"
            case .unity: "Key,Id,English(en)\na,1,\"\(cell)\"\n"
            case .anki: "#separator:tab\n#html:true\n\(cell)\tback\n"
            case .ljspeech: "a|\(cell)\n"
            }
        let reading = try read(export, list)
        return (reading.texts.first, reading.messages.first)
    }

    @Test(
        "text tags of Ren'Py are not spoken, and what they hold is",
        arguments: [
            ("You've {i}created{/i} a {b=1}game{/b}.{w=0.5}", "You've created a game."),
            (#"\"Quoted\"\nnext"#, "\"Quoted\"\nnext"),
            ("{{braces} and [[brackets]", "{braces} and [brackets]"),
            ("{rb}東京{/rb}{rt}とうきょう{/rt}へ", "東京へ"), ("【東京｜とうきょう】へ", "東京へ"),
            ("{alt}said{/alt}{noalt}:-){/noalt} on", "said on"), ("One.{p}Two.", "One.\nTwo."),
            ("50%% off", "50% off"), ("Shown{done} not shown", "Shown"),
        ])
    func renpy(cell: String, text: String) throws {
        #expect(try spoken(.renpy, cell).0 == text)
    }

    @Test(
        "what the game puts in is a fault, for each engine",
        arguments: [
            (ListExport.renpy, "Hello, [player]!", "`[player]`"), (.yarn, "You have {0}.", "`{0}"),
            (.yarn, "It is [plural {0} one=day other=days/].", "`[plural"),
            (.unity, "Hello, {name}!", "`{name"), (.unreal, "Hello, {0}!", "`{0"),
            (.anki, "[latex]x^2[/latex]", "`[latex]`"), (.renpy, "open {i tag", "{"),
        ])
    func unknown(export: ListExport, cell: String, word: String) throws {
        let (text, message) = try spoken(export, cell)
        #expect(text == nil)
        #expect(message?.contains(word) == true, "\(message ?? "no fault")")
    }

    @Test(
        "markup, characters and hashtags of Yarn Spinner are not spoken",
        arguments: [
            ("Mae: Oh, [wave size=2]hello[/wave] there!", "Oh, hello there!"),
            ("[character name=\"\"Mae\"\"]Mae: [/character]Wow.", "Wow."),
            ("Time\\: noon", "Time: noon"), ("\\[not markup\\]", "[not markup]"),
            ("[nomarkup][as it is][/nomarkup]", "[as it is]"), ("Hello. #line:1a", "Hello."),
            ("One [pause/] two", "One two"),
        ])
    func yarn(cell: String, text: String) throws {
        #expect(try spoken(.yarn, cell).0 == text)
    }

    @Test(
        "rich text of Unity and Unreal is not spoken",
        arguments: [
            (ListExport.unity, "<b>Hi</b> <color=#fff>you</color><br>there", "Hi you\nthere"),
            (.unity, "{{braces}} and a < b", "{braces} and a < b"),
            (.unreal, "Hello, <Bold>you</>!\\nNext", "Hello, you!\nNext"),
            (.unreal, "I <3 it", "I <3 it"),
        ])
    func richText(export: ListExport, cell: String, text: String) throws {
        #expect(try spoken(export, cell).0 == text)
    }

    @Test(
        "of Anki's fields the words are spoken",
        arguments: [
            ("<b>Hund</b> &amp; Katze<br>zwei", "Hund & Katze\nzwei"),
            ("Paris [sound:paris.mp3]", "Paris"), ("{{c1::Paris::city}} is nice", "Paris is nice"),
            ("<ruby>漢字<rt>かんじ</rt></ruby>", "漢字"), ("a &lt; b", "a < b"),
            ("日本語[にほんご]を 話[はな]します", "日本語を話します"), ("私[わたし]は 人々[ひとびと]", "私は人々"),
            ("<b>食[た]べる</b>", "食べる"), ("漢[ㄏㄢˋ]字", "漢字"),
            ("Hund [der] und 犬[noun]", "Hund [der] und 犬[noun]"), ("ねこ[ねこ]", "ねこ[ねこ]"),
        ])
    func anki(cell: String, text: String) throws {
        #expect(try spoken(.anki, cell).0 == text)
    }

    @Test("rows of Ren'Py without an identifier are left out, and counted")
    func renpyStrings() throws {
        var options = JobReaderOptions.withVoice
        options.export = .renpy
        let text =
            "Identifier\tCharacter\tDialogue\tFilename\tLine Number\tRen'Py Script\n"
            + "start_1\t\"Lucy\"\t\"Oh,\" she said.\tf\t1\t\n\t\tYes\tf\t2\n"
        var reader = try JobReader(lists: [], options: options)
        try reader.open(JobInput(path: "d.tab", source: ByteSource(Array(text.utf8))))
        var texts: [String] = []
        while let row = try reader.next() {
            if case .row(let row) = row { texts.append(row.text) }
        }
        #expect(texts == ["\"Oh,\" she said."])
        #expect(reader.speakers == ["Lucy"])
        #expect(reader.silence.count == 1)
        #expect(reader.silence[0].contains("1 row left out"))
    }

    @Test("files are named as the tools look for them")
    func names() throws {
        func name(_ export: ListExport, _ text: String) throws -> String? {
            try read(export, text).jobs.first?.output.stem
        }
        #expect(try name(.yarn, "language,id,text\nen,line:0e3,Hi.\n") == "0e3")
        #expect(try name(.ljspeech, "LJ001-0001|Hi.|Hi.\n") == "wavs/LJ001-0001")
        let script =
            "\"SpeakingVoice\",\"SpokenDialogue\",\"AudioFileName\"\n"
            + "\"Bob\",\"Hi.\",\"Bob_Greet_A05875C2.wav\"\n"
        #expect(try name(.unreal, script) == "Bob_Greet_A05875C2")
    }

    @Test("LJ Speech is parted by bars without quotes, and its normalized text is spoken")
    func ljspeech() throws {
        let reading = try read(.ljspeech, "a|in 1455 \"he|in fourteen \"he\nb|No third.\n")
        #expect(reading.messages == [])
        #expect(reading.texts == ["in fourteen \"he", "No third."])
        // What was not spoken comes back in the report.
        #expect(
            reading.jobs[0].otherColumns.map { "\($0.name): \($0.value)" } == [
                "Transcription: in 1455 \"he", "Normalized Transcription: in fourteen \"he",
            ])
    }

    @Test("Anki's headers say what parts fields, what columns are called and which is the GUID")
    func ankiHeaders() throws {
        let list =
            "#separator:Semicolon\n#html:false\n#columns:Key;Word;Back\n#guid column:1\n"
            + "#tags column:3\nx9;<Hund>;dog\n"
        let reading = try read(.anki, list)
        #expect(reading.messages == [])
        #expect(reading.texts == ["<Hund>"])
        #expect(reading.jobs[0].id == "x9")
        #expect(reading.jobs[0].otherColumns.map(\.name) == ["tags"])
    }

    @Test("a table of Unity with several locales asks which is spoken")
    func locales() throws {
        let list = "Key,Id,English(en),German(de)\nA,1,Hi,Hallo\n"
        let several = try read(.unity, list)
        #expect(several.messages[0].contains("\"text=English(en)\""))
        var options = JobReaderOptions()
        options.export = .unity
        options.columns = try ColumnMapping([ColumnChoice("text=German(de)")])
        options.defaults.voicesByLanguage = ["de": "german"]
        let reading = try JobListsTests.read("list", list, options)
        #expect(reading.texts == ["Hallo"])
        #expect(reading.jobs[0].voiceID == "german")
    }

    @Test("a column that an export lacks is named, with what to type")
    func missing() throws {
        let message = try read(.yarn, "language,text\nen,Hi.\n").messages[0]
        #expect(message.contains("no column `id`"))
        #expect(message.contains("--column id=NAME"))
    }
}
